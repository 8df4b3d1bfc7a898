using System.Text;
using Microsoft.Azure.Functions.Worker.Payload;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

/// <summary>Every documented shape of <c>Data</c>.</summary>
public sealed class PayloadVariants
{
    [Theory]
    [InlineData("""{"Data":{"events":"[\"dmFsaWQ=\"]"},"Metadata":{}}""", "valid")] // dataType binary, as the host writes it
    [InlineData("""{"Data":{"events":"[\"eyJpZCI6MX0=\",\"eyJpZCI6Mn0=\"]"},"Metadata":{}}""", """{"id":1}""", """{"id":2}""")]
    [InlineData("""{"Metadata":{"a":"[\"}\"]"},"Data":{"other":[1,{"x":"]"}],"events":"[\"YQ==\"]"},"More":null}""", "a")] // members in another order, strangers among them
    [InlineData("""{ "Data" : { "events" : "[ \"YQ==\" , \"Yg==\" ]" } }""", "a", "b")] // pretty, no Metadata
    [InlineData("""{"data":{"events":["YQ==","Yg=="]}}""", "a", "b")] // already inline
    [InlineData("""{"Data":{"events":"[\"YW\\u0039v\",\"a\\/8=\"]"}}""", "ao\u006f", "k\ufffd")] // escapes within base64
    [InlineData("""{"Data":{"events":"[]"}}""")] // an empty batch
    [InlineData("""{"Data":{"events":[]}}""")]
    [InlineData("""{"Data":{"events":null}}""")]
    [InlineData("""{"Data":{"events":"[\"\",\"YQ==\"]"}}""", "", "a")] // an event without a body
    [InlineData("""{"Data":{"events":"[null,\"YQ==\"]"}}""", "", "a")] // positions still match the metadata's arrays
    [InlineData("""{"Data":{"events":"[\"{\\\"id\\\":1}\",\"h\\u00e9 \\n\"]"}}""", """{"id":1}""", "hé \n")] // dataType string
    [InlineData("""{"Data":{"events":"[\"test\",\"not base64\"]"}}""", "test", "not base64")] // one text makes the batch text
    [InlineData("""{"Data":{"events":"[{\"id\":1,\"s\":\"a]}\\\"\"},{\"id\":2}]"}}""", """{"id":1,"s":"a]}\""}""", """{"id":2}""")] // dataType unset
    [InlineData("""{"Data":{"events":[{"id":1},[2],3,true]}}""", """{"id":1}""", "[2]", "3", "true")] // unset and inline
    [InlineData("""{"Data":{"events":"YWJj"}}""", "abc")] // cardinality one, binary
    [InlineData("""{"Data":{"events":"\"some text\""}}""", "some text")] // cardinality one, string
    [InlineData("""{"Data":{"events":{"id":1}}}""", """{"id":1}""")] // cardinality one, unset
    [InlineData("""{"Data":{"events":"[\"\\ud83d\\ude00 \\ud83d!\"]"}}""", "😀 \ufffd!")] // a pair, and half a pair
    public void a_batch_function_gets_the_events_of_every_variant(string payload, params string[] expected)
    {
        var events = Decoded.Events(Encoding.UTF8.GetBytes(payload), Decoded.BinaryBatch);

        Assert.NotNull(events);
        Assert.Equal(expected, events.Select(Encoding.UTF8.GetString));
    }

    [Theory]
    [InlineData("\"YWJj\"", "abc")] // binary: bytes are not encoded twice
    [InlineData("\"\\\"YWJj\\\"\"", "YWJj")] // string: a string within a string is the text
    [InlineData("\"\\\"say \\\\\\\"hi\\\\\\\"\\\"\"", "say \"hi\"")]
    [InlineData("{\"id\":1}", "{\"id\":1}")] // unset
    [InlineData("\"{\\\"id\\\":1}\"", "{\"id\":1}")]
    [InlineData("[1,2]", "[1,2]")] // an event whose body is an array
    public void a_function_of_single_events_gets_one(string value, string expected)
    {
        var events = Decoded.Events(HostPayload.Envelope(value), Decoded.One);

        Assert.NotNull(events);
        Assert.Equal(expected, Encoding.UTF8.GetString(Assert.Single(events)));
    }

    [Fact]
    public void a_text_function_gets_base64_as_the_text_it_is()
    {
        var events = Decoded.Events(HostPayload.Envelope("\"[\\\"YWJj\\\"]\""), Decoded.TextBatch);

        Assert.Equal("YWJj", Encoding.UTF8.GetString(Assert.Single(events!)));
    }

    [Fact]
    public void a_byte_order_mark_is_no_part_of_the_payload()
    {
        byte[] payload = [.. Encoding.UTF8.Preamble, .. HostPayload.Envelope("\"[\\\"YQ==\\\"]\"")];

        Assert.Single(Decoded.Events(payload, Decoded.BinaryBatch)!);
    }

    [Theory]
    [InlineData("", "at byte 0 of 0")]
    [InlineData("null", "at byte 0 of 4")]
    [InlineData("{}", "no Data.events")]
    [InlineData("""{"Data":{}}""", "no Data.events")]
    [InlineData("""{"Data":{"other":"[]"}}""", "no Data.events")]
    [InlineData("""{"Data":{"events":"[\"YQ==\"]"}""", "at byte")] // cut off
    [InlineData("""{"Data":{"events":"[\"YQ==\","}}""", "at byte")] // the inner array is cut off
    [InlineData("""{"Data":{"events":"[\"YQ==\"] x"}}""", "at byte")] // something after the inner array
    [InlineData("""{"Data":{"events":"[\"a\\q\"]"}}""", "at byte")] // an escape JSON does not know
    [InlineData("""{"Data":{"events":"[\"YQ==\"]"}} x""", "at byte")]
    [InlineData("""{"Data":{"events":"[]"},"Metadata":{"a":[}}""", "at byte")]
    public void a_malformed_payload_is_refused_with_what_and_where(string payload, string problem)
    {
        using var envelope = Decoded.Open(Encoding.UTF8.GetBytes(payload));

        Assert.False(envelope.TryRead(Decoded.BinaryBatch, out var error));
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    [Fact]
    public void nesting_beyond_the_limit_is_refused()
    {
        string Nested(int depth) => new string('[', depth) + new string(']', depth);

        Assert.NotNull(Decoded.Events(HostPayload.Envelope(Nested(JsonCursor.MaxDepth)), Decoded.BinaryBatch));
        Assert.Null(Decoded.Events(HostPayload.Envelope(Nested(JsonCursor.MaxDepth + 2)), Decoded.BinaryBatch));
    }
}
