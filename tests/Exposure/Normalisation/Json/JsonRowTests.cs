using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Json;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Json;

/// <summary>The fast reading of a record takes and finds what the framework's parser does, and nothing else.</summary>
public sealed class JsonRowTests
{
    private static readonly string[] Wanted = ["time", "category", "properties", "RemoteIP", "LocalPort", "AdditionalFields", "Timestamp", "nested"];
    private static readonly AsciiNames Columns = new(Wanted);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":"x"}""")]
    [InlineData("""{ "time" : "x" , "nested" : { "time" : [ 1 , -0.5 , [ ] , { } , true , false , null ] } } """)]
    [InlineData("""{"TIME":"a quote \" a backslash \\ and \u00e9","LocalPort":443}""")]
    [InlineData("""{"time":1,"time":"the last counts"}""")]
    public void usual_objects_are_read_without_the_framework(string json)
    {
        Assert.True(JsonWalk.TryRead(Encoding.UTF8.GetBytes(json), Targets()));
        AssertSame(Encoding.UTF8.GetBytes(json));
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("[1]", "no object")]
    [InlineData("""{"a":1,}""", "a comma before the end")]
    [InlineData("""{"a" 1}""", "no colon")]
    [InlineData("""{"a":01}""", "a leading zero")]
    [InlineData("""{"a":1.}""", "no digit behind the point")]
    [InlineData("""{"a":-}""", "no digit")]
    [InlineData("""{"a":tru}""", "no word")]
    [InlineData("""{"a":trueish}""", "more than a word")]
    [InlineData("""{"a":"\x"}""", "an escape that JSON does not have")]
    [InlineData("""{"a":"\u12g4"}""", "no hexadecimal digit")]
    [InlineData("{\"a\":\"\t\"}", "a control character in a string")]
    [InlineData("""{"a":"b}""", "an open string")]
    [InlineData("""{"a":[1}""", "brackets of different kinds")]
    [InlineData("""{"a":1}}""", "more behind the end")]
    [InlineData("""{"a":1} x""", "text behind the end")]
    [InlineData("""{a:1}""", "a name without quotes")]
    public void what_is_no_json_is_refused(string json, string why) =>
        Assert.False(JsonRow.TryRead(Encoding.UTF8.GetBytes(json), Columns, new JsonCell[Columns.Count], out _), why);

    [Theory]
    [InlineData("""{"time":1e3,"nested":1E-2}""", "exponents")]
    [InlineData("{\"time\":\"x\"}\f", "white space that JSON does not have")]
    public void what_the_fast_reading_leaves_is_decided_by_the_framework(string json, string what)
    {
        Assert.False(JsonWalk.TryRead(Encoding.UTF8.GetBytes(json), Targets()), what);
        AssertSame(Encoding.UTF8.GetBytes(json));
    }

    [Fact]
    public void deep_and_long_objects_are_decided_by_the_framework()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"nested\":", 60)) + "1" + new string('}', 60);
        AssertSame(Encoding.UTF8.GetBytes(deep));
        AssertSame(Encoding.UTF8.GetBytes($$"""{"time":"{{new string('x', 20_000)}}","LocalPort":443}"""));
    }

    [Fact]
    public void damaged_records_are_taken_or_refused_as_the_framework_does()
    {
        var random = new Random(20260718);
        var record = Encoding.UTF8.GetBytes(NetworkEvent.With("AdditionalFields", """{"direction":"In","note":"a \\ b"}""").Record());
        const string marks = "{}[]\",:\\ 0aeu\n\t\u00e9";
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = (byte[])record.Clone();
            for (var i = random.Next(3); i >= 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)marks[random.Next(marks.Length)];
            }

            AssertSame(damaged);
        }
    }

    private static void AssertSame(byte[] json)
    {
        var isRead = JsonRow.TryRead(json, Columns, new JsonCell[Columns.Count], out var row);
        Assert.Equal(Members(json) is not null, isRead);
        foreach (var (name, text) in isRead ? Members(json)! : [])
        {
            Assert.Equal(text, Encoding.UTF8.GetString(row[Columns.Find(Encoding.ASCII.GetBytes(name))].Bytes));
        }
    }

    private static JsonTargets Targets() => new(Columns, new JsonCell[Columns.Count], -1, Columns, default);

    // Null when it is no object. Of a repeated name the last; of a string what is between its quotes.
    private static Dictionary<string, string>? Members(byte[] json)
    {
        var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
        try
        {
            reader.Read();
            if (reader.TokenType is not JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                {
                    Add(members, json, ref reader);
                }
            }

            return members;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Add(Dictionary<string, string> members, byte[] json, ref Utf8JsonReader reader)
    {
        var name = Encoding.UTF8.GetString(reader.ValueSpan);
        reader.Read();
        var (start, isText) = ((int)reader.TokenStartIndex, reader.TokenType is JsonTokenType.String);
        reader.Skip();
        if (Wanted.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            members[name] = Encoding.UTF8.GetString(isText ? json[(start + 1)..((int)reader.BytesConsumed - 1)] : json[start..(int)reader.BytesConsumed]);
        }
    }
}
