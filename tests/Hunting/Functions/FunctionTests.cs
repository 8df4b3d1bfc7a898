using ExposurePipeline.Hunting;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Functions;

public sealed class FunctionTests
{
    [Theory]
    [InlineData("strlen('a😀b')", "3")] // characters are code points
    [InlineData("substring('a😀b', 1, 1)", "😀")]
    [InlineData("substring('abc', -2)", "bc")]
    [InlineData("substring('abc', 9, 1)", "")]
    [InlineData("indexof('abcabc', 'c', 3)", "5")]
    [InlineData("indexof('abc', 'x')", "-1")]
    [InlineData("indexof('abcabc', 'a', 0, -1, 2)", "3")]
    [InlineData("split('a_b_c', '_', 1)", "[\"b\"]")]
    [InlineData("split('a_b', '_', 7)", "null")]
    [InlineData("split('', '_')", "[\"\"]")]
    [InlineData("replace_strings('a magic cat', dynamic(['cat', 'dog']), dynamic(['dog', 'fish']))", "a magic dog")] // what came in is not replaced again
    [InlineData("strcat_array(dynamic([1, 'a', null]), '-')", "1-a-")]
    [InlineData("strcat_delim('-', 1, true, 2s)", "1-True-00:00:02")]
    public void text(string expression, string value) => Assert.Equal(value, Answer.Of($"print {expression}"));

    [Theory]
    [InlineData("array_slice(dynamic([1,2,3,4,5]), -3, -2)", "[3,4]")]
    [InlineData("array_sort_asc(dynamic([3, 'b', null, 1, 'a']))", "[1,3,\"a\",\"b\",null]")]
    [InlineData("array_sort_desc(dynamic([1, null, 2]), false)", "[null,2,1]")]
    [InlineData("array_index_of(dynamic(['a','b']), 'b')", "1")]
    [InlineData("array_index_of(dynamic({}), 'b')", "null")]
    [InlineData("array_concat(dynamic([1]), dynamic(null), dynamic([2]))", "[1,2]")]
    [InlineData("array_sum(dynamic([1, null, 2.5]))", "3.5")]
    [InlineData("array_shift_right(dynamic([1,2,3]), 1, 0)", "[0,1,2]")]
    [InlineData("set_has_element(dynamic(['a','B']), 'b')", "False")] // case counts
    [InlineData("set_has_element(dynamic({}), 'b')", "null")]
    [InlineData("set_union(dynamic([2,1]), dynamic([1,3]))", "[2,1,3]")]
    [InlineData("set_difference(dynamic([1,2]), dynamic([2]))", "[1]")]
    [InlineData("bag_merge(dynamic({'a':1}), dynamic({'a':2,'b':3}))", "{\"a\":1,\"b\":3}")] // the first bag wins
    [InlineData("bag_keys(dynamic([1]))", "null")]
    [InlineData("bag_remove_keys(dynamic({'a':1,'b':{'c':2}}), dynamic(['$.b.c']))", "{\"a\":1,\"b\":{}}")]
    [InlineData("bag_pack('a', 1, 'b', long(null))", "{\"a\":1,\"b\":null}")]
    [InlineData("gettype(parse_json('1.5'))", "double")]
    [InlineData("gettype(dynamic(null))", "null")]
    [InlineData("extractjson('$.a[0].b', '{\"a\":[{\"b\":7}]}', typeof(long))", "7")]
    [InlineData("extractjson('$.x', '{}', typeof(long))", "null")]
    [InlineData("extractjson('$.x', 'no json')", "")]
    public void dynamic_values(string expression, string value) => Assert.Equal(value, Answer.Of($"print {expression}"));

    [Theory]
    [InlineData("format_datetime(datetime(2007-03-09), 'dddd')", "0909")] // no names of days
    [InlineData("format_datetime(datetime(null), 'yyyy')", "")]
    [InlineData("format_timespan(-90s, 'mm:ss')", "-01:30")]
    [InlineData("datetime_diff('hour', datetime(2020-01-01 01:00), datetime(2020-01-01 00:59))", "1")] // boundaries crossed, not hours passed
    [InlineData("datetime_add('month', 1, datetime(2020-01-31))", "2020-02-29T00:00:00.0000000Z")]
    [InlineData("datetime_add('year', 1, datetime(9999-12-31))", "null")]
    [InlineData("startofweek(datetime(2020-06-15))", "2020-06-14T00:00:00.0000000Z")] // Sunday
    [InlineData("endofmonth(datetime(2020-02-03))", "2020-02-29T23:59:59.9999999Z")]
    [InlineData("make_datetime(2020, 13, 1)", "null")]
    [InlineData("unixtime_seconds_todatetime(0)", "1970-01-01T00:00:00.0000000Z")]
    [InlineData("datetime_utc_to_local(datetime(2020-07-01), 'Nowhere/Else')", "null")]
    [InlineData("bin_at(datetime(2017-05-15 10:20), 1d, datetime(1970-01-01 12:00))", "2017-05-14T12:00:00.0000000Z")]
    public void times(string expression, string value) => Assert.Equal(value, Answer.Of($"print {expression}"));

    [Theory]
    [InlineData("ipv4_is_private('10.1.2.3')", "True")]
    [InlineData("ipv4_is_private('172.32.0.1')", "False")]
    [InlineData("ipv4_is_private('127.0.0.1')", "False")] // loopback is not private
    [InlineData("ipv4_is_private('192.168.1.1/24')", "True")]
    [InlineData("ipv4_is_private('fe80::1')", "null")] // so not(…) drops every IPv6 peer
    [InlineData("ipv4_is_private('10.1.2')", "null")]
    [InlineData("ipv4_is_in_range('10.1.2.3', '10.0.0.0/8')", "True")]
    [InlineData("ipv4_is_in_any_range('9.9.9.9', '10.0.0.0/8', '9.0.0.0/8')", "True")]
    [InlineData("ipv4_compare('1.1.1.1', '1.1.1.2', 24)", "0")]
    [InlineData("format_ipv4_mask('192.168.1.77', 24)", "192.168.1.0/24")]
    [InlineData("parse_ipv4('0.0.1.1')", "257")]
    [InlineData("has_ipv4('from 10.0.0.1.', '10.0.0.1')", "True")]
    [InlineData("has_ipv4('from 110.0.0.1', '10.0.0.1')", "False")]
    [InlineData("ipv6_is_match('192.168.1.1', '::ffff:c0a8:101')", "True")]
    [InlineData("parse_ipv6('::1')", "0000:0000:0000:0000:0000:0000:0000:0001")]
    [InlineData("parse_url('https://u:p@h:8/a/b?c=d#e')['Query Parameters'].c", "\"d\"")]
    [InlineData("url_decode(url_encode('a b&c'))", "a b&c")]
    [InlineData("parse_xml('<a x=\"1\"><b>t</b><b/></a>')", "{\"a\":{\"@x\":\"1\",\"b\":[\"t\",null]}}")]
    [InlineData("parse_xml('<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>')", "null")] // no entities, no outside documents
    [InlineData("parse_xml('<a>')", "null")]
    [InlineData("base64_decode_tostring('!')", "")]
    [InlineData("hash_sha256('abc')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("hash('World', 100)", "51")]
    public void addresses_and_encodings(string expression, string value) => Assert.Equal(value, Answer.Of($"print {expression}"));

    [Theory]
    [InlineData("print format_datetime(now(), 'yyyyTMM')", "1:7: format_datetime(): 'T' has no meaning in a format; the delimiters are  /-:,._[]")]
    [InlineData("print datetime_add('fortnight', 1, now())", "1:7: datetime_add(): 'fortnight' is no period; one of year, quarter, month, week, day, hour, minute, second, millisecond, microsecond, nanosecond is")]
    [InlineData("datatable(x: long) [1] | extend p = prev(x)", "1:37: functions that look at other rows need rows in a defined order; sort or serialize them first")]
    [InlineData("range x from 1 to 2 step 1 | sort by x asc | extend p = prev(x, 1, x)", "1:57: argument 3 of prev() must be a constant")]
    public void calls_that_make_no_sense_are_refused_where_they_stand(string query, string message) => Assert.Equal(message, Answer.Refusal(query));

    [Theory]
    [InlineData("datatable(Timestamp: datetime, IngestionTime: datetime) [datetime(2020-01-01), datetime(2020-01-02)]", "2020-01-01T00:00:00.0000000Z")] // a column is no more than its name
    [InlineData("datatable(Timestamp: datetime) [datetime(2020-01-01)]", "2020-01-01T00:00:00.0000000Z")]
    [InlineData("datatable(x: long) [1]", "null")]
    public void the_time_of_ingestion_is_the_timestamp_where_a_table_does_not_know_it(string table, string time) => Assert.Equal(time, Answer.Of($"{table} | project t = ingestion_time()"));

    [Fact]
    public void addresses_have_locations_only_where_they_are_registered()
    {
        const string Query = "print geo_info_from_ip_address('192.0.2.1').city, geo_info_from_ip_address('::')";
        var known = HuntingSources.None with { Locations = new OneLocation() };

        Assert.Equal("1:7: geo_info_from_ip_address() is not enabled here", Answer.Refusal(Query));
        Assert.Equal("\"Oslo\" | null", Answer.Of(Query, known));
    }

    private sealed class OneLocation : IAddressLocations
    {
        public AddressLocation? Find(string address) => address == "192.0.2.1" ? new("Norway", "", "Oslo", 59.9, 10.8) : null;
    }

    [Theory]
    [InlineData("prev(x)", "null; 1; 2")]
    [InlineData("next(x, 2, 0)", "3; 0; 0")]
    [InlineData("row_number(5)", "5; 6; 7")]
    [InlineData("row_number(1, x == 3)", "1; 2; 1")]
    [InlineData("row_cumsum(x)", "1; 3; 6")]
    [InlineData("row_rank_dense(x > 1)", "1; 2; 2")]
    [InlineData("row_rank_min(x > 2)", "1; 1; 3")]
    public void rows_in_order_see_their_neighbours(string expression, string values)
        => Assert.Equal(values, Answer.Of($"range x from 1 to 3 step 1 | sort by x asc | project y = {expression}"));
}
