using System.Runtime.CompilerServices;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>Depth-first search for a pattern: from the end with fewer candidates, along edges that touch what is bound.</summary>
internal sealed class MatchSearch
{
    private const int StepsBetweenChecks = 1 << 12;

    private readonly GraphData graph;
    private readonly MatchPattern pattern;
    private readonly MatchLimits limits;
    private readonly List<MatchedPath> paths;
    private readonly QueryContext context;
    private readonly (int Edge, bool Reversed)[] order;
    private readonly int start;
    private readonly int[] nodes;
    private readonly int[] edges;
    private readonly bool[] edgeUsed;
    private readonly int[] nodeUses;
    private readonly MatchBuffer found;
    private int steps;

    public MatchSearch(GraphData graph, MatchPattern pattern, MatchLimits limits, List<MatchedPath> paths, QueryContext context)
    {
        (this.graph, this.pattern, this.limits, this.paths, this.context) = (graph, pattern, limits, paths, context);
        start = Candidates(pattern.Ends.Last) < Candidates(pattern.Ends.First) ? pattern.Ends.Last : pattern.Ends.First;
        order = [.. MatchOrder.From(pattern, start)];
        (nodes, edges) = ([.. pattern.Nodes.Select(_ => -1)], new int[pattern.Edges.Count]);
        (edgeUsed, nodeUses) = (new bool[graph.Edges.Length], new int[graph.Nodes.Length]);
        found = new(pattern, context);
    }

    public IEnumerable<FoundMatches> Run()
    {
        for (var node = 0; node < graph.Nodes.Length; node++)
        {
            Step();
            Bind(start, node, () => Search(0));
            if (found.Count >= Plan.BatchSize)
            {
                yield return found.Take();
            }
        }

        if (found.Count > 0)
        {
            yield return found.Take();
        }
    }

    private int Candidates(int node) => limits.Nodes[node]?.Count(kept => kept) ?? graph.Nodes.Length;

    private void Search(int depth)
    {
        if (depth == order.Length)
        {
            found.Add(nodes, edges);
            return;
        }

        var (index, reversed) = order[depth];
        var edge = pattern.Edges[index];
        var (from, to) = reversed ? (edge.Right, edge.Left) : (edge.Left, edge.Right);
        if (edge.IsPath)
        {
            Walk(new(index, to, reversed, depth), nodes[from], [], []);
            return;
        }

        Follow(index, reversed, nodes[from], (taken, next) =>
        {
            edges[index] = taken;
            Bind(to, next, () => Search(depth + 1));
        });
    }

    private sealed record PathWalk(int Edge, int To, bool Reversed, int Depth);

    private void Walk(PathWalk walk, int at, List<int> walked, List<int> passed)
    {
        var edge = pattern.Edges[walk.Edge];
        if (walked.Count >= edge.Min && (walked.Count == 0 || passed.Count == walked.Count))
        {
            EndWalk(walk, at, walked, passed);
        }

        if (walked.Count >= edge.Max)
        {
            return;
        }

        Follow(walk.Edge, walk.Reversed, at, (taken, next) =>
        {
            walked.Add(taken);
            passed.Add(next);
            Pass(next, walked.Count, () => Walk(walk, next, walked, passed));
            walked.RemoveAt(walked.Count - 1);
            passed.RemoveAt(passed.Count - 1);
        });
    }

    private void EndWalk(PathWalk walk, int at, List<int> walked, List<int> passed)
    {
        // The last node belongs to the pattern, not to the inside of the path.
        var closes = limits.Cycles is CyclePolicy.None && walked.Count > 0;
        nodeUses[at] -= closes ? 1 : 0;
        Bind(walk.To, at, () =>
        {
            int[] inner = [.. passed.Take(Math.Max(0, passed.Count - 1))];
            int[] taken = [.. walked];
            if (walk.Reversed)
            {
                Array.Reverse(inner);
                Array.Reverse(taken);
            }

            edges[walk.Edge] = paths.Count;
            paths.Add(new(taken, inner));
            var before = found.Total;
            Search(walk.Depth + 1);
            if (found.Total == before)
            {
                paths.RemoveAt(paths.Count - 1);
            }
        }, isZeroLength: walked.Count == 0);
        nodeUses[at] += closes ? 1 : 0;
    }

    private void Pass(int node, int length, Action next)
    {
        Step();
        if (limits.Cycles is not CyclePolicy.None)
        {
            next();
        }
        else if (nodeUses[node] == 0)
        {
            nodeUses[node]++;
            next();
            nodeUses[node]--;
        }
    }

    private void Bind(int variable, int node, Action next, bool isZeroLength = false)
    {
        if (nodes[variable] >= 0)
        {
            if (nodes[variable] == node && (limits.Cycles is not CyclePolicy.None || isZeroLength))
            {
                next();
            }

            return;
        }

        if (limits.Nodes[variable]?[node] == false || (limits.Cycles is CyclePolicy.None && nodeUses[node] > 0 && !isZeroLength))
        {
            return;
        }

        nodes[variable] = node;
        nodeUses[node]++;
        next();
        nodeUses[node]--;
        nodes[variable] = -1;
    }

    private void Follow(int index, bool reversed, int node, Action<int, int> take)
    {
        var direction = pattern.Edges[index].Direction;
        var outgoing = direction is EdgeDirection.Any || direction is EdgeDirection.Outgoing != reversed;
        var incoming = direction is EdgeDirection.Any || !outgoing;
        foreach (var edge in outgoing ? graph.Outgoing.Of(node) : [])
        {
            Take(index, edge, graph.Targets[edge], take);
        }

        foreach (var edge in incoming ? graph.Incoming.Of(node) : [])
        {
            // An edge from a node to itself was taken as an outgoing one.
            if (!outgoing || graph.Sources[edge] != node)
            {
                Take(index, edge, graph.Sources[edge], take);
            }
        }
    }

    private void Take(int index, int edge, int next, Action<int, int> take)
    {
        Step();
        var isUnique = limits.Cycles is CyclePolicy.UniqueEdges;
        if (limits.Edges[index]?[edge] == false || (isUnique && edgeUsed[edge]))
        {
            return;
        }

        edgeUsed[edge] = isUnique;
        take(edge, next);
        edgeUsed[edge] = false;
    }

    private void Step()
    {
        if (++steps % StepsBetweenChecks == 0)
        {
            context.Check();
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new QueryException(HuntingErrorKind.Budget, -1, "a path of the pattern is too long to follow; give it a smaller greatest length");
        }
    }
}
