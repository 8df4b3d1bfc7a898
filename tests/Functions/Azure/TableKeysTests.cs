using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Azure;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class TableKeysTests
{
    [Theory]
    [InlineData("0a1b2c", "0a1b2c")] // Defender's ids stay readable
    [InlineData("CONTOSO\\srv/1", "CONTOSO!5csrv!2f1")] // both slashes are forbidden
    [InlineData("a|b", "a!7cb")] // the separator
    [InlineData("a#b?c%d!e", "a!23b!3fc!25d!21e")] // fragment, query, percent, the escape itself
    [InlineData("a\tb\u0085c", "a!09b!85c")] // both ranges of control characters
    [InlineData("O'Neil é 数", "O'Neil é 数")] // quotes are the client's business, letters nobody's
    public void a_key_escapes_what_the_service_forbids(string id, string key) => Assert.Equal(key, TableKeys.Escape(id));

    [Fact]
    public void an_escaped_text_reads_back_as_itself() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(static s => s is not null), static text => TableKeys.Unescape(TableKeys.Escape(text)) == text));

    [Fact]
    public void an_entity_reads_back_from_its_keys()
    {
        var entity = EntityId.Of(new TenantId("a|b/c"), new DeviceId("d|e#f"));

        Assert.Equal(entity, TableKeys.ReadEntity(TableKeys.Partition(entity, 256), TableKeys.State(entity)));
        Assert.Equal(entity, TableKeys.ReadEntity(TableKeys.Partition(entity, 256), TableKeys.HistoryRow(new(entity, default, "added", "1", default))));
    }

    [Fact]
    public void the_longest_identifiers_of_the_worst_characters_stay_within_512_characters()
    {
        var entity = EntityId.Of(new TenantId(new string('/', TenantId.MaxLength)), new DeviceId(new string('|', DeviceId.MaxLength)));

        Assert.InRange(TableKeys.Partition(entity, 4096).Length, 1, 512);
        Assert.InRange(TableKeys.HistoryRow(new(entity, default, "recommendation", new string('x', 40), default)).Length, 1, 512);
    }

    [Fact]
    public void messages_sort_as_they_were_written_whatever_the_clock_does_and_newer_history_sorts_first()
    {
        var device = EntityId.Of(new TenantId("t"), new DeviceId("d"));

        var sequence = new OutboxSequence();

        string[] rows = [sequence.Next(Changes.Noon), sequence.Next(Changes.Noon), sequence.Next(Changes.Noon.AddMinutes(-1)), sequence.Next(Changes.Noon.AddTicks(9))];

        Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
        Assert.True(string.CompareOrdinal(
            TableKeys.HistoryRow(Changes.Entry(device, Changes.Noon.AddTicks(1), 2)), TableKeys.HistoryRow(Changes.Entry(device, Changes.Noon, 1))) < 0);
    }
}
