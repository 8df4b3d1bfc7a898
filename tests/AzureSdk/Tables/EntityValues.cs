using System.Globalization;
using Azure.Data.Tables;
using ExposurePipeline.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

public sealed class EntityValues(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    // The service knows no instant before 1601.
    private static readonly DateTime Earliest = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static TheoryData<object> Extremes { get; } =
    [
        "", " leading and trailing ", "\"\\/\b\f\n\r\t", "<script>&'", "日本語 🛰 \u200b", new string('x', 32 * 1024),
        0, int.MinValue, int.MaxValue,
        0L, 1L, long.MinValue, long.MaxValue, (1L << 53) + 1, // beyond what a JavaScript number holds
        0.0, 1.0, -1.5, 0.1, double.Epsilon, double.MaxValue, double.MinValue, 1e21, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        true, false,
        Guid.Empty, new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"),
        new DateTimeOffset(Earliest), new DateTimeOffset(DateTime.MaxValue, TimeSpan.Zero), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1), // 100 ns
        Array.Empty<byte>(), new byte[] { 0, 255, 128, 13, 10 }, new byte[64 * 1024],
    ];

    [Theory]
    [MemberData(nameof(Extremes))]
    public async Task the_ends_of_every_type_come_back_as_they_went(object value)
    {
        var table = await azurite.CreateTableAsync("ends");
        await table.AddEntityAsync(new TableEntity("p", "r") { ["v"] = value });

        Assert.Equal(value, (await table.GetEntityAsync<TableEntity>("p", "r")).Value["v"]);
        await foreach (var entity in table.QueryAsync<TableEntity>()) Assert.Equal(value, entity["v"]);
    }

    [Fact]
    public async Task any_entity_comes_back_as_it_went()
    {
        var table = await azurite.CreateTableAsync("any");
        var property = Prop.ForAll(Entities(), sent =>
        {
            table.UpsertEntityAsync(new TableEntity(sent), TableUpdateMode.Replace).GetAwaiter().GetResult();
            var got = table.GetEntityAsync<TableEntity>("p", "r").GetAwaiter().GetResult().Value;
            Assert.Equal(Shown(sent), Shown(got));
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), property);
    }

    [Fact]
    public async Task an_instant_with_an_offset_comes_back_as_the_same_instant()
    {
        var table = await azurite.CreateTableAsync("offset");
        var instant = new DateTimeOffset(2026, 3, 1, 1, 30, 0, TimeSpan.FromHours(5.5));
        await table.AddEntityAsync(new TableEntity("p", "r") { ["t"] = instant, ["u"] = instant.UtcDateTime });

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((instant, instant), (entity.GetDateTimeOffset("t"), entity.GetDateTimeOffset("u")));
        Assert.Equal((instant.UtcDateTime, DateTimeKind.Utc), (entity.GetDateTime("t")!.Value, entity.GetDateTime("t")!.Value.Kind));
    }

    [Fact]
    public async Task a_value_without_a_place_in_the_service_is_refused_by_name()
    {
        var table = azurite.Tables.GetTableClient("refused");

        var list = await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["bad"] = new List<int>() }));
        var local = await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["when"] = new DateTime(2026, 1, 1) }));

        Assert.Contains("bad", list.Message, StringComparison.Ordinal);
        Assert.Contains("when", local.Message, StringComparison.Ordinal);
    }

    private static Arbitrary<Dictionary<string, object>> Entities()
    {
        var text = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(some => Whole(some.Get));
        var value = Gen.OneOf(
            text.Select(some => (object)some),
            ArbMap.Default.GeneratorFor<int>().Select(some => (object)some),
            ArbMap.Default.GeneratorFor<long>().Select(some => (object)(some * 4_611_686_018_427)),
            ArbMap.Default.GeneratorFor<double>().Select(some => (object)some),
            ArbMap.Default.GeneratorFor<bool>().Select(some => (object)some),
            ArbMap.Default.GeneratorFor<Guid>().Select(some => (object)some),
            ArbMap.Default.GeneratorFor<byte[]>().Where(some => some is not null).Select(some => (object)some),
            ArbMap.Default.GeneratorFor<uint>().Select(some => (object)new DateTimeOffset(Earliest.AddTicks(some * 37_000_003L))));
        return value.ArrayOf().Select(values => Named(values.Take(40))).ToArbitrary();
    }

    private static Dictionary<string, object> Named(IEnumerable<object> values)
    {
        var entity = new Dictionary<string, object> { ["PartitionKey"] = "p", ["RowKey"] = "r" };
        foreach (var (value, number) in values.Select((value, number) => (value, number))) entity[$"v{number}"] = value;
        return entity;
    }

    // Half a surrogate pair has no place in UTF-8, so no client can send it.
    private static string Whole(string text) => new([.. text.Select(letter => char.IsSurrogate(letter) ? '?' : letter)]);

    private static IEnumerable<string> Shown(IEnumerable<KeyValuePair<string, object>> entity) => entity
        .Where(pair => pair.Key is not ("odata.etag" or "Timestamp"))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key} {pair.Value.GetType().Name} {Shown(pair.Value)}");

    private static string Shown(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        0.0 => "0", // JSON in JavaScript has no negative zero
        DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
