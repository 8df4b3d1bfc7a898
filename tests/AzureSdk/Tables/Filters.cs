using System.Text;
using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

public sealed class Filters
{
    public static TheoryData<object?, string> Literals { get; } = new()
    {
        { "it's", "'it''s'" },
        { '\'', "''''" },
        { new StringBuilder("a'b"), "'a''b'" },
        { null, "null" },
        { true, "true" },
        { -7, "-7" },
        { (byte)7, "7" },
        { 7L, "7L" },
        { 1.5, "1.5" },
        { 2.0, "2.0" }, // without the point it would be an Int32
        { 1e300, "1E+300" },
        { 1.5m, "1.5" },
        { new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), "guid'0f8fad5b-d9cb-469f-a165-70867728950e'" },
        { new byte[] { 0x0a, 0xff }, "X'0AFF'" },
        { BinaryData.FromBytes(new byte[] { 1 }), "X'01'" },
        { new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)).AddTicks(1), "datetime'2026-01-02T02:04:05.0000001Z'" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "datetime'2026-01-02T03:04:05.0000000Z'" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void every_value_becomes_a_literal_of_its_type(object? value, string literal) =>
        Assert.Equal($"v eq {literal}", TableClient.CreateQueryFilter($"v eq {value}"));

    [Fact]
    public void several_values_keep_their_places() =>
        Assert.Equal("a eq '1' and b lt 2 or a eq '1'", TableClient.CreateQueryFilter($"a eq {"1"} and b lt {2} or a eq {"1"}"));

    [Fact]
    public void a_value_without_a_literal_is_refused() =>
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"v eq {DayOfWeek.Friday}"));

    [Fact]
    public void no_text_ends_its_literal_early() =>
        Check.QuickThrowOnFailure(Prop.ForAll<NonNull<string>>(text =>
        {
            var literal = TableClient.CreateQueryFilter($"{text.Get}");
            // Inside the outer quotes each quote stands twice, and undoing that gives the text back.
            Assert.Equal(text.Get, literal[1..^1].Replace("''", "'", StringComparison.Ordinal));
            Assert.Equal(0, literal[1..^1].Replace("''", "", StringComparison.Ordinal).Count(letter => letter == '\''));
        }));
}
