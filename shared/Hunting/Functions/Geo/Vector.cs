namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>A place on the unit sphere, or a vector between such.</summary>
internal readonly record struct Vector(double X, double Y, double Z)
{
    private const double Degrees = 180 / Math.PI;

    public double Norm => Math.Sqrt(Dot(this));

    public Vector Unit => Norm is > 0 and var norm ? this * (1 / norm) : this;

    public double Longitude => Degrees * Math.Atan2(Y, X);

    public double Latitude => Degrees * Math.Atan2(Z, Math.Sqrt((X * X) + (Y * Y)));

    /// <summary>A direction at right angles to this one.</summary>
    public Vector Ortho
    {
        get
        {
            var (x, y, z) = (Math.Abs(X), Math.Abs(Y), Math.Abs(Z));
            var axis = x <= y && x <= z ? new Vector(1, 0, 0) : y <= z ? new Vector(0, 1, 0) : new Vector(0, 0, 1);
            return Cross(axis).Unit;
        }
    }

    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector operator -(Vector a) => new(-a.X, -a.Y, -a.Z);

    public static Vector operator *(Vector a, double by) => new(a.X * by, a.Y * by, a.Z * by);

    public static Vector At(double longitude, double latitude)
    {
        var (phi, theta) = (latitude * (Math.PI / 180), longitude * (Math.PI / 180));
        var flat = Math.Cos(phi);
        return new(Math.Cos(theta) * flat, Math.Sin(theta) * flat, Math.Sin(phi));
    }

    public double Dot(Vector other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public Vector Cross(Vector other) => new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    /// <summary>The angle between two directions, exact for small ones too.</summary>
    public double AngleTo(Vector other) => Math.Atan2(Cross(other).Norm, Dot(other));
}
