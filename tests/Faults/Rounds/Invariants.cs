using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>What holds after every round, whatever went wrong in it.</summary>
internal static class Invariants
{
    /// <summary>A sentence for each thing that does not hold.</summary>
    public static IEnumerable<string> Broken(Round round, Snapshot actual) =>
    [
        .. Differences("state", round.Expected.States, actual.States),
        .. Differences("index", round.Expected.Index, actual.Index),
        .. Tags(round.Expected.Tags, actual.Tags),
        .. Transitions(round.Expected, actual),
        .. actual.Outbox.Select(id => $"outbox: message {id} is still there"),
        .. Balance(Books.Of(round, actual)),
    ];

    private static IEnumerable<string> Differences(string what, IReadOnlyDictionary<EntityId, string> expected, IReadOnlyDictionary<EntityId, string> actual) =>
        from entity in expected.Keys.Union(actual.Keys)
        let pair = (Expected: expected.GetValueOrDefault(entity), Actual: actual.GetValueOrDefault(entity))
        where pair.Expected != pair.Actual
        select $"{what}: {entity.Name} is{Environment.NewLine}  {pair.Actual ?? "absent"}{Environment.NewLine}  not{Environment.NewLine}  {pair.Expected ?? "absent"}";

    private static IEnumerable<string> Tags(IReadOnlyList<string> expected, IReadOnlyList<string> actual) =>
        expected.Except(actual).Select(tag => $"history: {tag} is missing").Concat(actual.Except(expected).Select(tag => $"history: {tag} never happened"));

    // Ids are derived from what happened: another id for the same transition would be one that the fault-free run does not know.
    private static IEnumerable<string> Transitions(Snapshot expected, Snapshot actual)
    {
        var due = expected.Messages.Where(m => m.IsTransition).ToHashSet();
        var received = actual.Messages.Where(m => m.IsTransition).ToHashSet();
        return due.Except(received).Select(m => $"messages: {m.Device} {m.Change} was never received")
            .Concat(received.Except(due).Select(m => $"messages: {m.Device} {m.Change} has a second id {m.Id}"));
    }

    private static IEnumerable<string> Balance(Books books) => books.Lost == 0 ? [] : [$"books: {books} leaves {books.Lost} unaccounted for"];
}
