using System.Text.Json;
using System.Text.Json.Nodes;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Supposing;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Supposing;

public sealed class PatchTests
{
    [Theory] // RFC 7396, appendix A
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"b"}""", """["c"]""", """["c"]""")]
    [InlineData("""{"a":"foo"}""", "null", "null")]
    [InlineData("""{"a":"foo"}""", "\"bar\"", "\"bar\"")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void a_merge_patch_does_what_the_standard_says(string document, string patch, string expected) =>
        Assert.True(JsonNode.DeepEquals(Json(expected), MergePatch.Apply(Json(document), JsonElement.Parse(patch))));

    [Theory] // RFC 6902, appendix A, and the edges of RFC 6901
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"baz":"qux","foo":"bar"}""")]
    [InlineData("""{"foo":["bar","baz"]}""", """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("""{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["bar","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"replace","path":"/baz","value":"boo"}]""", """{"baz":"boo","foo":"bar"}""")]
    [InlineData("""{"foo":[1,2,3]}""", """[{"op":"replace","path":"/foo/1","value":9}]""", """{"foo":[1,9,3]}""")]
    [InlineData("""{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}""", """[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]""", """{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}""")]
    [InlineData("""{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""", """{"foo":["all","cows","eat","grass"]}""")]
    [InlineData("""{"baz":"qux","foo":["a",2,"c"]}""", """[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]""", """{"baz":"qux","foo":["a",2,"c"]}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/child","value":{"grandchild":{}}}]""", """{"foo":"bar","child":{"grandchild":{}}}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux","xyz":123}]""", """{"foo":"bar","baz":"qux"}""")] // unknown members of an operation are ignored
    [InlineData("""{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":10}]""", """{"/":9,"~1":10}""")]
    [InlineData("""{"foo":["bar"]}""", """[{"op":"add","path":"/foo/-","value":["abc","def"]}]""", """{"foo":["bar",["abc","def"]]}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"copy","from":"/a","path":"/a/c"}]""", """{"a":{"b":1,"c":{"b":1}}}""")]
    [InlineData("""{"a":null}""", """[{"op":"move","from":"/a","path":"/b"}]""", """{"b":null}""")] // null is a value
    [InlineData("""{"":1}""", """[{"op":"replace","path":"/","value":2}]""", """{"":2}""")] // the member without a name
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":[1]}]""", "[1]")]
    [InlineData("""{"a":1}""", "[]", """{"a":1}""")]
    public void a_json_patch_does_what_the_standard_says(string document, string patch, string expected)
    {
        var edited = Json(document);

        Assert.Null(JsonPatch.Apply(ref edited, JsonElement.Parse(patch)));
        Assert.True(JsonNode.DeepEquals(Json(expected), edited), edited?.ToJsonString());
    }

    [Theory]
    [InlineData("""{"baz":"qux"}""", """[{"op":"test","path":"/baz","value":"bar"}]""", "/0/path", "another value is there")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz/bat","value":"qux"}]""", "/0/path", "'/baz/bat': there is no such place")]
    [InlineData("""{"a":[1]}""", """[{"op":"add","path":"/a/3","value":1}]""", "/0/path", "no such place")] // beyond the end
    [InlineData("""{"a":[1]}""", """[{"op":"add","path":"/a/-1","value":1}]""", "/0/path", "no such place")]
    [InlineData("""{"a":[1,2]}""", """[{"op":"remove","path":"/a/01"}]""", "/0/path", "no such place")] // no leading zeros
    [InlineData("""{"a":[1]}""", """[{"op":"remove","path":"/a/-"}]""", "/0/path", "no such place")] // after the last one there is nothing
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/a","value":1},{"op":"remove","path":"/b"}]""", "/1/path", "no such place")] // the second one
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"/b","value":1}]""", "/0/path", "no such place")]
    [InlineData("""{"a":"x"}""", """[{"op":"remove","path":"/a/0"}]""", "/0/path", "no such place")] // a text has no parts
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b"}]""", "/0/path", "no 'value'")]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"b","value":1}]""", "/0/path", "JSON pointer")]
    [InlineData("""{"a":1}""", """[{"op":"add","value":1}]""", "/0/path", "JSON pointer")]
    [InlineData("""{"a":1}""", """[{"op":"spam","path":"/a"}]""", "/0/op", "one of add")]
    [InlineData("""{"a":1}""", "[5]", "/0/op", "one of add")]
    [InlineData("""{"a":1}""", """{"op":"remove","path":"/a"}""", "", "array")]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"/x","path":"/b"}]""", "/0/path", "nothing at '/x'")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"move","from":"/a","path":"/a/b/c"}]""", "/0/path", "inside")]
    [InlineData("""{"a":1}""", """[{"op":"copy","path":"/b"}]""", "/0/path", "'from'")]
    public void a_patch_that_does_not_fit_says_where_and_why(string document, string patch, string where, string why)
    {
        var edited = Json(document);

        var fault = JsonPatch.Apply(ref edited, JsonElement.Parse(patch));

        Assert.Equal(where, fault?.Where);
        Assert.Contains(why, fault!.Message, StringComparison.Ordinal);
    }

    [Fact] // Each copy into what is copied doubles it.
    public void copies_of_copies_end_before_they_fill_the_memory()
    {
        var document = Json($$"""{"a":["{{new string('x', 1000)}}"]}""");
        var patch = $"[{string.Join(',', Enumerable.Repeat("""{"op":"copy","from":"/a","path":"/a/-"}""", 60))}]";

        Assert.Contains("copies", JsonPatch.Apply(ref document, JsonElement.Parse(patch))?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_value_beyond_the_depth_of_any_body_is_refused()
    {
        var document = Json("{}");
        var patch = $"[{string.Join(',', Enumerable.Range(0, 100).Select(static level => $$$"""{"op":"add","path":"{{{string.Concat(Enumerable.Repeat("/a", level + 1))}}}","value":{}}"""))}]";

        Assert.Contains("deeper", JsonPatch.Apply(ref document, JsonElement.Parse(patch))?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_body_that_writes_a_member_twice_can_be_patched_and_the_last_one_counts() =>
        Assert.Equal("""{"a":2}""", JsonValues.Of(new Body(JsonElement.Parse("""{"a":1,"a":2}""")))!.ToJsonString());

    private static JsonNode? Json(string text) => JsonValues.Of(JsonElement.Parse(text));
}
