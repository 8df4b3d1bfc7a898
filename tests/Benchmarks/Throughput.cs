namespace ExposurePipeline.Benchmarks;

/// <summary>From the first send until hubs and outbox are empty: sender, hubs, function app, tables and topics share this machine.</summary>
internal static class Throughput
{
    private const int Packed = 50;

    /// <summary>Prints both packings; 1 when a round flagged other devices than it should, else 0.</summary>
    public static async Task<int> RunAsync(int count, int rounds)
    {
        var fleet = Math.Max(1, count / 20);
        var records = new Telemetry(fleet, TimeProvider.System.GetUtcNow()).Records(count).ToList();
        var flagged = Filter.Flagged(records);
        Console.WriteLine(
            $"End to end on one machine: {count:N0} records of {records.Sum(r => (long)r.Length) / count:N0} bytes, {fleet:N0} devices of which {flagged:N0} become internet-facing. Seconds since the first send; processor seconds.");
        return await PrintAsync(records, Packed, flagged, rounds) && await PrintAsync(records, 1, flagged, rounds) ? 0 : 1;
    }

    private static async Task<bool> PrintAsync(List<byte[]> records, int perMessage, int flagged, int rounds)
    {
        var messages = Packing.Envelopes(records, perMessage);
        var bytes = records.Sum(record => (long)record.Length);
        Console.WriteLine();
        Console.WriteLine($"{messages.Count:N0} messages of {perMessage}:");
        Console.WriteLine($"{"round",-7} {Pass.Header}");
        var seconds = new List<double>();
        while (seconds.Count < rounds)
        {
            if (await PassAsync(messages, flagged) is not { } pass)
            {
                return false;
            }

            seconds.Add(pass.Settled);
            Console.WriteLine($"{seconds.Count,-7} {pass.Line(records.Count, bytes)}");
        }

        var median = Statistics.Median(seconds);
        Console.WriteLine($"{"median",-7} {records.Count / median,10:N0} {bytes / 1e6 / median,6:F1}   spread {Statistics.Spread(seconds):P0}{(Statistics.Spread(seconds) > Statistics.TrustedSpread ? ": too wide to be quoted, repeat on a quiet machine" : "")}");
        await CountAsync(messages, records.Count);
        return true;
    }

    private static async Task<Pass?> PassAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, int flagged)
    {
        await using var host = await FreshHost.StartAsync();
        var pass = await Pass.RunAsync(host, messages);
        var found = await host.CountFlaggedAsync();
        if (found != flagged)
        {
            await Console.Error.WriteLineAsync($"{found:N0} devices are internet-facing instead of {flagged:N0}.");
        }

        return found == flagged ? pass : null;
    }

    private static async Task CountAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, int records)
    {
        var port = TableTraffic.FreePort();
        using var traffic = new TableTraffic(port);
        await using var host = await FreshHost.StartAsync(port, ("ExposureStorage", traffic.ConnectionString));
        var before = traffic.Counts;
        await Pass.RunAsync(host, messages);
        var after = traffic.Counts;
        var (transactions, others) = (after.Transactions - before.Transactions, after.Others - before.Others);
        Console.WriteLine($"per 1,000 records (one more round, counted on the wire): {transactions * 1e3 / records:F2} table transactions, {others * 1e3 / records:F2} other table requests");
    }
}
