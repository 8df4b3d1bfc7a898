namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>An edge, or a part of one, of a shape: which shape, and which of all edges.</summary>
internal readonly record struct Piece(Vector A, Vector B, int Shape, int Edge)
{
    public Vector Middle => (A + B).Unit;

    public Piece Reversed => this with { A = B, B = A };

    public static List<Piece> Of(params IReadOnlyList<IEnumerable<(Vector A, Vector B)>> shapes)
    {
        var pieces = new List<Piece>();
        for (var i = 0; i < shapes.Count; i++)
        {
            foreach (var (a, b) in shapes[i])
            {
                pieces.Add(new(a, b, i, pieces.Count));
            }
        }

        return pieces;
    }
}
