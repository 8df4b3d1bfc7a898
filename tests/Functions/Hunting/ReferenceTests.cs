using System.IO.Compression;
using System.Text;
using ExposurePipeline.Functions.Hunting.Reference;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Hunting;

public sealed class ReferenceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("reference-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("csv", "ip,n,at\n1.1.1.1,5,2026-01-02\n\"2.2,2.2\",x,\n", "1.1.1.1 | 5 | 2026-01-02T00:00:00.0000000; 2.2,2.2 | null | null")]
    [InlineData("tsv", "ip\tn\n1.1.1.1\t5\ta\tb\n", "1.1.1.1 | 5 | null")]
    [InlineData("psv", "ip|n\n1.1.1.1|5|\n", "1.1.1.1 | 5 | null")]
    [InlineData("txt", "# a list, with commas\n1.1.1.1\n\n2.2.2.2", "1.1.1.1 | null | null;  | null | null; 2.2.2.2 | null | null")]
    [InlineData("json", "{}\n{\"ip\":\"1.1.1.1\",\"n\":5,\"more\":1}\n\n{\"ip\":null}", "1.1.1.1 | 5 | null;  | null | null")]
    [InlineData("multijson", "[{},\n{\"n\":\"7\",\n\"ip\":\"1.1.1.1\"}]", "1.1.1.1 | 7 | null")]
    public async Task a_registered_file_is_read_in_each_format(string format, string text, string rows)
    {
        Write(text, "external", "lists.test", "a", "bad.dat");

        Assert.Equal(rows, await AskAsync($"externaldata(ip: string, n: int, at: datetime)[h@'https://LISTS.test/a/bad.dat?sig=x;key'] with (format='{format}', ignoreFirstRecord=true)"));
    }

    [Fact]
    public async Task the_format_is_the_files_own_where_the_query_names_none()
    {
        Write("1.1.1.1,x", "external", "lists.test", "bad.txt");
        Write("1.1.1.1,x", "external", "lists.test", "bad");

        Assert.Equal("1.1.1.1,x", await AskAsync("externaldata(ip: string)['https://lists.test/bad.txt']"));
        Assert.Equal("1.1.1.1", await AskAsync("externaldata(ip: string)['https://lists.test/bad']"));
    }

    [Fact]
    public async Task what_is_packed_is_unpacked()
    {
        using (var zip = ZipFile.Open(PathOf("external", "lists.test", "bad.csv.zip"), ZipArchiveMode.Create))
        {
            using var entry = new StreamWriter(zip.CreateEntry("bad.csv").Open());
            entry.Write("1.1.1.1");
        }

        using (var gzip = new GZipStream(File.Create(PathOf("external", "lists.test", "bad.txt.gz")), CompressionLevel.Fastest))
        {
            gzip.Write("2.2.2.2"u8);
        }

        Assert.Equal("1.1.1.1; 2.2.2.2", await AskAsync("externaldata(ip: string)['https://lists.test/bad.csv.zip', 'https://lists.test/bad.txt.gz']"));
    }

    [Fact]
    public async Task the_same_address_with_another_query_may_be_another_file()
    {
        Write("all", "external", "lists.test", "get");
        Write("two", "external", "lists.test", "get?list=2");

        Assert.Equal("all; two", await AskAsync("externaldata(x: string)['https://lists.test/get?list=1', 'https://lists.test/get?list=2'] with (format='txt')"));
    }

    [Theory]
    [InlineData("https://lists.test/nothing.csv")]
    [InlineData("https://lists.test/../../secret.csv")]
    [InlineData("https://lists.test/%2e%2e/%2e%2e/secret.csv")]
    [InlineData("https://lists.test/..%2f..%2fsecret.csv")]
    [InlineData("https://lists.test/..%5c..%5csecret.csv")]
    [InlineData("https://../secret.csv")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("../secret.csv")]
    [InlineData("")]
    [InlineData("https://lists.test/a%00b")]
    public async Task an_address_under_which_nothing_is_registered_is_refused_with_the_way_to_register_it(string address)
    {
        Write("secret", "secret.csv");
        Write("other", "external", "lists.test", "here.csv");

        var refusal = await Hunt.In(folder).RefusalAsync($"externaldata(x: string)['{address}']");

        Assert.Contains("nothing is registered under this address", refusal, StringComparison.Ordinal);
        Assert.Contains("Hunting__ReferenceFolder", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(folder, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("externaldata(x: string)['https://lists.test/bad.csv'] with (format='parquet')", "not 'parquet'")]
    [InlineData("externaldata(x: string)['https://lists.test/bad.csv'] with (format='json')", "no JSON")]
    [InlineData("externaldata(x: string)['https://lists.test/bad.gz']", "packed in a way")]
    [InlineData("externaldata(x: string)['https://lists.test/bad.zip']", "packed in a way")]
    public async Task a_file_that_cannot_be_read_is_told(string query, string reason)
    {
        foreach (var name in (string[])["bad.csv", "bad.gz", "bad.zip"])
        {
            Write("not what it says", "external", "lists.test", name);
        }

        Assert.Contains(reason, await Hunt.In(folder).RefusalAsync(query), StringComparison.Ordinal);
    }

    [Fact]
    public void what_is_packed_is_read_up_to_its_limit()
    {
        using (var gzip = new GZipStream(File.Create(PathOf("bomb.gz")), CompressionLevel.Fastest))
        {
            gzip.Write(new byte[3 << 20]);
        }

        using var text = ReferenceFolder.Open(PathOf("bomb.gz"), 2 << 20);

        Assert.Contains("bomb.gz", Assert.Throws<ExposurePipeline.Hunting.UnreadableDataException>(text.ReadToEnd).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task files_have_profiles_by_any_of_their_hashes()
    {
        Write("sha1,SHA256,GlobalPrevalence,Signer,IsCertificateValid,GlobalFirstSeen\nAA,a256,12,Contoso,true,2026-01-01\nbb,b256,3,,,\n", "file-profiles.csv");
        const string Events = "datatable(n: long, SHA1: string, Sha: string)[1, 'aa', 'b256', 2, 'cc', 'a256', 3, '', '']";

        Assert.Equal(
            "1 | 12 | Contoso | True | Available; 2 | null |  | null | Missing; 3 | null |  | null | ",
            await AskAsync($"{Events} | invoke FileProfile() | project n, GlobalPrevalence, Signer, IsCertificateValid, ProfileAvailability"));
        Assert.Equal("3; 12; null", await AskAsync($"{Events} | invoke FileProfile(Sha, 1000) | project GlobalPrevalence"));
        Assert.Equal("3; 12; null", await AskAsync($"{Events} | invoke FileProfile('Sha', 1000) | project GlobalPrevalence"));
        Assert.Equal("Available; ; ", await AskAsync($"{Events} | invoke FileProfile(SHA1, 1) | project ProfileAvailability"));
        Assert.Equal("aa | aa | AA", await AskAsync($"{Events} | take 1 | invoke FileProfile() | project Sha = tolower(SHA1), SHA1, SHA11"));
    }

    [Fact]
    public async Task devices_are_seen_by_others()
    {
        Write("DeviceId,SeenByDeviceId,LastEncountered\nprinter,web,2026-03-01T10:00:00Z\nprinter,\"d\"\"b\",\n", "seen-by.csv");

        Assert.Equal(
            "printer | web | 2026-03-01T10:00:00.0000000; printer | d\"b | null; desk |  | null",
            await AskAsync("""
                datatable(DeviceId: string)['printer', 'desk'] | invoke SeenBy()
                | mv-expand Seen = parse_json(SeenBy) | project DeviceId, tostring(Seen.DeviceId), todatetime(Seen.LastEncountered)
                """));
    }

    [Fact]
    public async Task watchlists_have_their_columns_and_a_search_key()
    {
        Write("Account,Why\nann,\"on call, nights\"\nbob\n", "watchlists", "VIP users.csv");

        Assert.Equal("ann | on call, nights | ann; bob |  | bob", await AskAsync("_GetWatchlist('VIP users')"));
        Assert.Equal("1", await AskAsync("let vips = _GetWatchlist('VIP users') | project SearchKey; print user = 'ann' | where user in (vips) | count"));
        Assert.Contains("nothing registered by the name '../secret'", await Hunt.In(folder).RefusalAsync("_GetWatchlist('../secret')"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_watchlist_that_is_written_anew_is_read_anew()
    {
        var hunt = Hunt.In(folder);
        Write("a\n1\n", "watchlists", "w.csv");
        Assert.Equal("1", await hunt.AskAsync("_GetWatchlist('w') | project a"));

        Write("a\n22\n", "watchlists", "w.csv");

        Assert.Equal("22", await hunt.AskAsync("_GetWatchlist('w') | project a"));
    }

    [Theory]
    [InlineData("cidr,country,state,city,lat,lon\n45.0.0.0/8,Norway,Oslo,Oslo,59.9,10.7\n2a00::/16,Chile,,,-33.4,-70.6\n")]
    [InlineData("start,end,country,state,city,latitude,longitude\n2a00::,2a00:ffff:ffff:ffff:ffff:ffff:ffff:ffff,Chile,,,-33.4,-70.6\n45.0.0.0,45.255.255.255,Norway,Oslo,Oslo,59.9,10.7\n")]
    public async Task addresses_have_places(string geo)
    {
        Write(geo, "geo.csv");

        Assert.Equal(
            "Norway | Oslo | 59.9; Norway | Oslo | 59.9; Norway | Oslo | 59.9; Chile |  | -33.4;  |  | null;  |  | null;  |  | null",
            await AskAsync("""
                datatable(ip: string)['45.0.0.0', '45.255.255.255', '::ffff:45.1.2.3', '2a00:1::1', '44.255.255.255', '46.0.0.0', 'nonsense']
                | extend g = geo_info_from_ip_address(ip) | project tostring(g.country), tostring(g.city), todouble(g.latitude)
                """));
    }

    [Fact]
    public async Task of_a_place_what_is_not_known_is_null()
    {
        Write("cidr,country\n45.0.0.0/8,Norway\n", "geo.csv");

        Assert.Equal(
            "{\"country\":\"Norway\",\"state\":\"\",\"city\":\"\",\"latitude\":null,\"longitude\":null}",
            await AskAsync("print ip = '45.1.2.3' | project geo_info_from_ip_address(ip)"));
    }

    [Theory]
    [InlineData("cidr,country\n45.0.0.0/8,Norway\n45.1.0.0/16,Chile\n", "45.1.0.0 twice")]
    [InlineData("cidr,country\n45.0.0.0/8,Norway\nnonsense,Chile\n", "record 3")]
    [InlineData("cidr,city\n45.0.0.0/8,Oslo\n", "no column 'country'")]
    [InlineData("start,end,country\n45.0.0.9,45.0.0.1,Norway\n", "record 2")]
    public async Task a_file_of_places_that_contradicts_itself_is_told(string geo, string reason)
    {
        Write(geo, "geo.csv");

        Assert.Contains(reason, await Hunt.In(folder).RefusalAsync("print ip = '45.1.2.3' | extend geo_info_from_ip_address(ip)"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("print SHA1 = 'a' | invoke FileProfile(SHA1, 100)", "FileProfile() is not enabled here", "file-profiles.csv")]
    [InlineData("print DeviceId = 'a' | invoke SeenBy()", "SeenBy() is not enabled here", "seen-by.csv")]
    [InlineData("print geo_info_from_ip_address('1.1.1.1')", "geo_info_from_ip_address() is not enabled here", "geo.csv")]
    [InlineData("let w = _GetWatchlist('w'); w | count", "nothing registered by the name 'w'", "watchlists/name.csv")]
    public async Task what_is_not_registered_is_refused_by_name_with_the_way_to_register_it(string query, string what, string file)
    {
        foreach (var hunt in (Hunt[])[Hunt.In(folder), new([])])
        {
            var refusal = await hunt.RefusalAsync(query);

            Assert.Contains(what, refusal, StringComparison.Ordinal);
            Assert.Contains(file, refusal, StringComparison.Ordinal);
        }
    }

    private Task<string> AskAsync(string query) => Hunt.In(folder).AskAsync(query);

    private void Write(string text, params string[] place) => File.WriteAllText(PathOf(place), text, new UTF8Encoding(false));

    private string PathOf(params string[] place)
    {
        var file = Path.Combine([folder, .. place]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}
