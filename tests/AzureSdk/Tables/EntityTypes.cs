using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

public sealed class EntityTypes(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset When = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task a_class_of_ones_own_comes_back_as_it_went()
    {
        var table = await azurite.CreateTableAsync("class");
        var sent = new Sighting
        {
            PartitionKey = "p", RowKey = "r", Text = "t", Count = 1, Total = 1L << 60, Share = 2.0, Open = true, Id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
            First = When, Last = When.UtcDateTime, Raw = [1, 2], Blob = BinaryData.FromBytes([3]), Day = DayOfWeek.Friday, Maybe = null, Named = "n", Left = "never sent",
        };
        await table.AddEntityAsync(sent);

        var got = (await table.GetEntityAsync<Sighting>("p", "r")).Value;
        var raw = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((sent.Text, sent.Count, sent.Total, sent.Share, sent.Open, sent.Id), (got.Text, got.Count, got.Total, got.Share, got.Open, got.Id));
        Assert.Equal((sent.First, sent.Last, sent.Day, sent.Maybe, sent.Named, null), (got.First, got.Last, got.Day, got.Maybe, got.Named, got.Left));
        Assert.Equal(sent.Raw, got.Raw);
        Assert.Equal(sent.Blob.ToArray(), got.Blob!.ToArray());
        Assert.Equal((raw.ETag, raw.Timestamp), (got.ETag, got.Timestamp));
        Assert.Equal((true, false, false), (raw.ContainsKey("renamed"), raw.ContainsKey("Left"), raw.ContainsKey("Maybe")));
    }

    [Fact]
    public void an_entity_is_a_dictionary_with_its_keys_among_the_entries()
    {
        var entity = new TableEntity("p", "r") { { "a", 1 }, { "b", "x" } };

        Assert.Equal(["PartitionKey", "RowKey", "a", "b"], entity.Keys);
        Assert.Equal((4, true, false), (entity.Count, entity.Remove("a"), entity.TryGetValue("a", out _)));
        Assert.Throws<ArgumentException>(() => entity.Add("b", 1));
        Assert.Equal("x", new TableEntity(entity).GetString("b"));
    }

    [Fact]
    public void an_absent_property_is_null_whatever_its_type()
    {
        var entity = new TableEntity("p", "r");

        Assert.Null(entity["x"]);
        Assert.Null(entity.GetString("x"));
        Assert.Null(entity.GetInt32("x"));
        Assert.Null(entity.GetBinaryData("x"));
        Assert.Null(entity.GetDateTimeOffset("x"));
        Assert.Equal(default, entity.ETag);
    }

    [Fact]
    public void a_property_asked_for_as_another_type_names_itself()
    {
        var entity = new TableEntity("p", "r") { ["count"] = 1L };

        Assert.Contains("count", Assert.Throws<InvalidOperationException>(() => entity.GetInt32("count")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_property_keeps_its_type_but_integers_widen()
    {
        var entity = new TableEntity { ["long"] = 1L, ["double"] = 1.0, ["int"] = 1, ["text"] = "x" };

        (entity["long"], entity["double"], entity["int"]) = (2, 2, 2L);

        Assert.Equal((2L, 2.0, 2L), (entity.GetInt64("long"), entity.GetDouble("double"), entity.GetInt64("int")));
        Assert.Throws<InvalidOperationException>(() => entity["text"] = 1);
    }

    [Fact]
    public void error_codes_compare_with_the_text_of_an_error()
    {
        Assert.True(TableErrorCode.TableNotFound == "TableNotFound");
        Assert.True("EntityAlreadyExists" != TableErrorCode.TableNotFound);
        Assert.False(TableErrorCode.TableNotFound == (string?)null);
    }

    public sealed class Sighting : ITableEntity
    {
        public string PartitionKey { get; set; } = "";
        public string RowKey { get; set; } = "";
        public DateTimeOffset? Timestamp { get; set; }
        public ETag ETag { get; set; }
        public string? Text { get; set; }
        public int Count { get; set; }
        public long Total { get; set; }
        public double Share { get; set; }
        public bool Open { get; set; }
        public Guid Id { get; set; }
        public DateTimeOffset First { get; set; }
        public DateTime Last { get; set; }
        public byte[] Raw { get; set; } = [];
        public BinaryData? Blob { get; set; }
        public DayOfWeek Day { get; set; }
        public int? Maybe { get; set; }

        [DataMember(Name = "renamed")]
        public string? Named { get; set; }

        [IgnoreDataMember]
        public string? Left { get; set; }
    }
}
