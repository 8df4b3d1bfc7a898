using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>What was done to the system, and what became of the events.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _rounds;
    private int _sent;
    private Books _books = new(0, 0, 0, 0);
    private int _transitions;
    private int _messages;
    private int _duplicates;

    /// <summary>Notes faults by kind.</summary>
    public void Add(IReadOnlyDictionary<string, int> faults)
    {
        foreach (var (kind, count) in faults)
            _faults.AddOrUpdate(kind, count, (_, before) => before + count);
    }

    /// <summary>Notes a round that is over.</summary>
    public void Add(Round round, Snapshot actual)
    {
        var books = Books.Of(round, actual);
        _rounds++;
        _sent += round.Events.Count;
        _books = new(_books.In + books.In, _books.Observed + books.Observed, _books.Filtered + books.Filtered, _books.Rejected + books.Rejected);
        _transitions += actual.Tags.Count;
        _messages += actual.Messages.Count;
        _duplicates += actual.Messages.Count - actual.Messages.DistinctBy(m => m.Id).Count();
    }

    /// <summary>The summary.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        rounds       {_rounds} in {Stopwatch.GetElapsedTime(_started).TotalSeconds:N0} s
        faults       {_faults.Values.Sum():N0}
        {string.Join(Environment.NewLine, _faults.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"  {f.Value,6:N0} {f.Key}"))}
        events       {_sent:N0} with {_books.In:N0} records
        observed     {_books.Observed:N0}
        filtered     {_books.Filtered:N0}
        rejected     {_books.Rejected:N0}
        transitions  {_transitions:N0}
        messages     {_messages:N0}, {_duplicates:N0} of them duplicates
        lost         {_books.Lost:N0}
        """);
}
