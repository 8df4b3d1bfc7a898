using System.Globalization;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;

namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary>Every way of every verdict as edges, for a database: from the internet hop by hop to the asset, each with the ports that get through it.</summary>
/// <remarks>The edges bring what each hop lets through, which the engine works out while it solves; so the database starts with half of the answer.</remarks>
/// <param name="File">Source, target and mask of each edge.</param>
/// <param name="Edges">How many.</param>
/// <param name="FirstAsset">Assets are numbered from here.</param>
/// <param name="Pairs">Assets and ports that are reached, as the verdicts say.</param>
internal sealed record PathGraph(string File, int Edges, int FirstAsset, int Pairs) : IDisposable
{
    private static readonly int[] Ports = [22, 80, 443, 1433, 3389, 5432, 8080, 9000];

    /// <summary>Writes it.</summary>
    public static PathGraph Write(Assessment assessment)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"exposure-edges-{Environment.ProcessId}.csv");
        var hops = assessment.Verdicts.Sum(static verdict => verdict.Paths.Sum(static way => way.Hops.Count));
        var (node, asset, edges) = (0, hops + 1, 0);
        using (var output = new StreamWriter(path))
        {
            foreach (var verdict in assessment.Verdicts)
            {
                foreach (var way in verdict.Paths)
                {
                    var from = 0;
                    foreach (var hop in way.Hops)
                    {
                        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from},{++node},{Mask(hop.Reach.Certain.Intersect(way.Sent))}"));
                        (from, edges) = (node, edges + 1);
                    }

                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from},{asset},{Mask(way.Sent)}"));
                    edges++;
                }

                asset++;
            }
        }

        return new(path, edges, hops + 1, assessment.Verdicts.Sum(static verdict => int.PopCount(Mask(verdict.Reach.Certain))));
    }

    /// <inheritdoc/>
    public void Dispose() => System.IO.File.Delete(File);

    private static int Mask(FlowSet flows) =>
        Ports.Select((port, bit) => flows.Sources(Family.V4, Protocols.Tcp, port).IsEmpty ? 0 : 1 << bit).Sum();
}
