using System.Globalization;
using System.Net;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Functions;

/// <summary>What holds for all values, tried on many.</summary>
public sealed class LawTests
{
    private const string Longs = "range i from -40 to 40 step 1 | extend x = i * 7919 % 1009";
    private const string Times = "range i from 0 to 200 step 1 | extend t = datetime(1999-12-31 23:00) + i * 3671s * i";
    private const string Sets = "range i from 0 to 63 step 1 | extend a = pack_array(i % 2, i % 3, i % 5), b = pack_array(i % 4, i % 7, 'x'), c = pack_array(i % 6)";

    [Theory]
    [InlineData(Longs, "bin(x, 13) <= x and x < bin(x, 13) + 13 and bin(bin(x, 13), 13) == bin(x, 13)")]
    [InlineData(Longs, "bin_at(x, 13, 5) <= x and x < bin_at(x, 13, 5) + 13 and (bin_at(x, 13, 5) - 5) % 13 == 0")]
    [InlineData(Longs, "x / 13 * 13 + iff(x >= 0 or x % 13 == 0, x % 13, x % 13 - 13) == x")]
    [InlineData(Times, "bin(t, 1d) == startofday(t) and bin(t, 1h) <= t and t < bin(t, 1h) + 1h")]
    [InlineData(Times, "endofday(t) - startofday(t) == 1d - 1tick and startofweek(t) <= t and dayofweek(startofweek(t)) == 0s")]
    [InlineData(Times, "todatetime(tostring(t)) == t and totimespan(tostring(t - datetime(2000-01-01))) == t - datetime(2000-01-01)")]
    [InlineData(Times, "datetime_add('month', 0, t) == t and datetime_diff('day', t + 3d, t) == 3")]
    [InlineData(Sets, "set_equals(set_union(a, b), set_union(b, a)) and set_equals(set_intersect(a, b), set_intersect(b, a))")]
    [InlineData(Sets, "set_equals(set_union(a, set_union(b, c)), set_union(set_union(a, b), c))")]
    [InlineData(Sets, "set_equals(set_difference(a, b), set_difference(a, set_intersect(a, b)))")]
    [InlineData(Sets, "array_length(set_union(a, b)) == array_length(set_difference(a, b)) + array_length(set_difference(b, a)) + array_length(set_intersect(a, b))")]
    [InlineData(Sets, "jaccard_index(a, b) == todouble(array_length(set_intersect(a, b))) / array_length(set_union(a, b))")]
    [InlineData(Sets, "tostring(parse_json(tostring(bag_pack('a', a, 'b', i / 7.0)))) == tostring(bag_pack('a', a, 'b', i / 7.0))")]
    [InlineData(Sets, "array_length(zip(a, b)) == 3 and tostring(array_reverse(array_reverse(a))) == tostring(a) and tostring(array_rotate_left(array_rotate_right(a, i), i)) == tostring(a)")]
    [InlineData(Sets, "base64_decode_tostring(base64_encode_tostring(tostring(b))) == tostring(b) and url_decode(url_encode(tostring(b))) == tostring(b)")]
    [InlineData(Sets, "extract(regex_quote(tostring(a)), 0, tostring(a)) == tostring(a)")]
    public void a_law_holds_for_every_row(string rows, string law) => Assert.Equal("0", Answer.Of($"{rows} | where not({law}) or isnull({law}) | count"));

    [Fact]
    public void now_is_one_instant_of_the_whole_query()
        => Assert.Equal("True", Answer.Of("range i from 1 to 1000 step 1 | extend n = now(), a = ago(1h) | summarize dcount(n) == 1 and dcount(a) == 1 and max(n) - max(a) == 1h"));

    [Fact]
    public void equal_rows_keep_their_order_when_sorted()
        => Assert.Equal("0", Answer.Of("range i from 1 to 5000 step 1 | extend k = i * 31 % 7 | sort by k asc | where k == prev(k) and i < prev(i) | count"));

    [Fact]
    public void transformed_and_back_is_the_same_series()
        => Assert.Equal("True", Answer.Of("print s = dynamic([1, 5, -2, 7, 0.5]) | extend (re, im) = series_fft(s) | extend (x, y) = series_ifft(re, im) | project toreal(series_sum(series_abs(series_subtract(x, s)))) < 1e-9 and toreal(series_sum(series_abs(y))) < 1e-9"));

    [Theory]
    [InlineData("inner")]
    [InlineData("leftouter")]
    [InlineData("rightouter")]
    [InlineData("fullouter")]
    [InlineData("leftanti")]
    [InlineData("rightsemi")]
    public void a_join_gives_what_comparing_every_pair_would(string kind)
    {
        var (left, right) = (Enumerable.Range(0, 60).Select(i => (Key: i * 7 % 23, Value: i)).ToArray(), Enumerable.Range(0, 20).Select(i => (Key: i * 5 % 31, Value: i)).ToArray());
        var pairs = left.SelectMany(l => right.Where(r => r.Key == l.Key), (l, r) => $"{l.Key} | {l.Value} | {r.Key} | {r.Value}").ToArray();
        var onlyLeft = left.Where(l => right.All(r => r.Key != l.Key)).Select(l => $"{l.Key} | {l.Value}").ToArray();
        var onlyRight = right.Where(r => left.All(l => r.Key != l.Key)).Select(r => $"{r.Key} | {r.Value}").ToArray();
        var expected = kind switch
        {
            "leftanti" => onlyLeft,
            "rightsemi" => right.Where(r => left.Any(l => l.Key == r.Key)).Select(r => $"{r.Key} | {r.Value}"),
            _ => pairs.Concat(kind is "leftouter" or "fullouter" ? onlyLeft.Select(l => $"{l} | null | null") : []).Concat(kind is "rightouter" or "fullouter" ? onlyRight.Select(r => $"null | null | {r}") : []),
        };
        var given = Answer.Of($"range i from 0 to 59 step 1 | project k = i * 7 % 23, i | join kind={kind} (range j from 0 to 19 step 1 | project k = j * 5 % 31, j) on k");
        Assert.Equal(expected.Order(StringComparer.Ordinal), given.Split("; ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void addresses_and_their_networks_are_what_arithmetic_on_their_bytes_says()
    {
        for (var i = 0; i < 120; i++)
        {
            var (address, prefix) = (unchecked((uint)i * 2654435761), i % 33);
            var masked = prefix == 0 ? 0 : address & (uint.MaxValue << (32 - prefix));
            var (text, network) = (Text(address), Text(masked));
            Assert.Equal($"{address.ToString(CultureInfo.InvariantCulture)} | {masked.ToString(CultureInfo.InvariantCulture)} | True | 0 | True",
                Answer.Of($"print parse_ipv4('{text}'), parse_ipv4_mask('{text}', {prefix}), ipv4_is_in_range('{text}', '{network}/{prefix}'), ipv4_compare('{text}', '{network}', {prefix}), ipv6_is_match('{text}', '::ffff:{network}', {96 + prefix})"));
        }

        static string Text(uint address) => new IPAddress([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address]).ToString();
    }

    [Theory]
    [InlineData("column_ifexists('i', 'x')", "1")]
    [InlineData("column_ifexists('j', 'x')", "x")]
    [InlineData("has_any_index('this is an example', dynamic(['not', 'example']))", "1")]
    [InlineData("has_any_index('this', dynamic([]))", "-1")]
    [InlineData("regex_quote('(so$me.Te^xt)')", "\\(so\\$me\\.Te\\^xt\\)")]
    [InlineData("treepath(dynamic({'p': [1, {'x': 'y'}], 'q': 2}))", "[\"['p']\",\"['p'][0]\",\"['p'][0]['x']\",\"['q']\"]")]
    [InlineData("series_fir(dynamic([1, 2, 4]), dynamic([1, -1]), false)", "[1.0,1.0,2.0]")]
    [InlineData("round(welch_test(10, 4, 30, 12, 5, 40), 6)", "0.000203")]
    public void functions_that_stand_alone(string expression, string value) => Assert.Equal(value, Answer.Of($"range i from 1 to 1 step 1 | project {expression}"));
}
