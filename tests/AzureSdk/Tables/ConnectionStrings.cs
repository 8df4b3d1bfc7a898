using Azure.Data.Tables;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

public sealed class ConnectionStrings
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://myproxy", "http://myproxy:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=a2V5;EndpointSuffix=core.windows.net", "https://acct.table.core.windows.net/", "acct")]
    [InlineData("AccountName=acct;AccountKey=a2V5;EndpointSuffix=core.chinacloudapi.cn", "https://acct.table.core.chinacloudapi.cn/", "acct")] // https unless said otherwise
    [InlineData("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:4711/devstoreaccount1;", "http://127.0.0.1:4711/devstoreaccount1", "devstoreaccount1")]
    [InlineData("BlobEndpoint=https://acct.blob.core.windows.net/;TableEndpoint=https://acct.table.core.windows.net/;SharedAccessSignature=sv=1&sig=a%3D", "https://acct.table.core.windows.net/?sv=1&sig=a%3D", "acct")]
    [InlineData(" accountname=acct ; ACCOUNTKEY=a2V5 ; EndpointSuffix=core.windows.net ; ", "https://acct.table.core.windows.net/", "acct")] // pasted from a page
    public void lead_to_the_endpoint_they_name(string text, string endpoint, string account)
    {
        var client = new TableServiceClient(text);

        Assert.Equal((endpoint, account), (client.Uri.ToString(), client.AccountName));
    }

    [Theory]
    [InlineData("AccountName=acct;EndpointSuffix=core.windows.net", "AccountKey is missing")]
    [InlineData("AccountKey=a2V5;EndpointSuffix=core.windows.net", "AccountName is missing")]
    [InlineData("AccountName=acct;AccountKey=a2V5", "TableEndpoint or EndpointSuffix is missing")]
    [InlineData("UseDevelopmentStorage=false", "AccountName is missing")]
    [InlineData("TableEndpoint=acct.table;AccountName=acct;AccountKey=a2V5", "TableEndpoint is not an http or https address")]
    public void that_lack_something_say_what(string text, string said) =>
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => new TableServiceClient(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("not a connection string", "name=value")]
    [InlineData("AccountName=;AccountKey=a2V5", "'AccountName'")]
    [InlineData("AccountName=a;AccountName=b", "'AccountName'")]
    public void that_are_malformed_say_where(string text, string said) =>
        Assert.Contains(said, Assert.Throws<InvalidOperationException>(() => new TableServiceClient(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void an_account_key_that_is_not_base64_is_a_format_error() =>
        Assert.Throws<FormatException>(() => new TableServiceClient("AccountName=acct;AccountKey=***;EndpointSuffix=core.windows.net"));

    [Theory]
    [InlineData("AccountName=acct;AccountKey=c2VjcmV0;Account")]
    [InlineData("AccountKey=c2VjcmV0;EndpointSuffix=x")]
    public void errors_never_show_the_key(string text) =>
        Assert.DoesNotContain("c2VjcmV0", Assert.ThrowsAny<Exception>(() => new TableServiceClient(text)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void a_signature_is_not_sent_in_clear_text_over_a_network() =>
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("http://acct.table.core.windows.net/?sv=1&sig=x")));

    [Fact]
    public void a_table_knows_its_name_and_address()
    {
        var table = new TableServiceClient("UseDevelopmentStorage=true").GetTableClient("exposure");

        Assert.Equal(("exposure", "http://127.0.0.1:10002/devstoreaccount1/exposure"), (table.Name, table.Uri.ToString()));
    }

    [Theory]
    [InlineData("https://acct.table.core.windows.net/exposure?sv=1&sig=x", "https://acct.table.core.windows.net/exposure")]
    [InlineData("http://127.0.0.1:10002/devstoreaccount1/exposure?sv=1&sig=x", "http://127.0.0.1:10002/devstoreaccount1/exposure")]
    public void a_signed_address_names_its_table(string address, string uri)
    {
        var table = new TableClient(new Uri(address));

        Assert.Equal(("exposure", uri), (table.Name, table.Uri.ToString()));
    }

    [Theory]
    [InlineData("https://acct.table.core.windows.net/?sv=1&sig=x")]
    [InlineData("http://127.0.0.1:10002/devstoreaccount1?sv=1&sig=x")]
    public void a_signed_address_without_a_table_is_refused_without_showing_the_signature(string address) =>
        Assert.DoesNotContain("sig=", Assert.Throws<ArgumentException>(() => new TableClient(new Uri(address))).Message, StringComparison.Ordinal);
}
