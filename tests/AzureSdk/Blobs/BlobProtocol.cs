using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ExposurePipeline.Tests.AzureSdk.Tables;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Blobs;

/// <summary>What the service may do and Azurite does not.</summary>
public sealed class BlobProtocol
{
    private const string AccountKey = "a2V5IG9mIGEgdGVzdCBhY2NvdW50";
    private const string Empty = "<?xml version=\"1.0\"?><EnumerationResults><Blobs /><NextMarker>m&amp;1</NextMarker></EnumerationResults>";
    private const string One = "<?xml version=\"1.0\"?><EnumerationResults><Blobs><Blob><Name Encoded=\"true\">a%EF%BF%BF</Name><Properties><Content-Length>7</Content-Length></Properties></Blob></Blobs><NextMarker /></EnumerationResults>";

    [Fact]
    public async Task a_page_without_blobs_but_with_a_marker_is_not_the_end()
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(200, Empty), ScriptedServer.Reply(200, One));

        var blob = Assert.Single(await Container(server).GetBlobsAsync(prefix: "a/").ToListAsync());

        Assert.Equal(("a\uffff", 7L), (blob.Name, blob.Properties.ContentLength));
        Assert.Equal(
            ["GET /acct/c?restype=container&comp=list&prefix=a%2F HTTP/1.1", "GET /acct/c?restype=container&comp=list&prefix=a%2F&marker=m%261 HTTP/1.1"],
            server.Requests.Select(static request => request[..request.IndexOf('\r', StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><EnumerationResults>&e;</EnumerationResults>")]
    public async Task a_listing_that_cannot_be_read_is_a_failure(string body)
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(200, body));

        await Assert.ThrowsAsync<RequestFailedException>(async () => await Container(server).GetBlobsAsync().ToListAsync());
    }

    [Fact]
    public async Task a_busy_service_is_asked_again_with_the_same_body()
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(503, Error("ServerBusy")), ScriptedServer.Reply(201, "", "ETag: \"1\""));

        var written = await Container(server).GetBlobClient("b").UploadAsync(new BinaryData("content"));

        Assert.Equal(("\"1\"", 2), (written.Value.ETag.ToString("H"), server.Requests.Count));
        Assert.All(server.Requests, static request => Assert.EndsWith("\r\n\r\ncontent", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_failure_names_its_code_whether_it_has_a_body_or_not(bool hasBody)
    {
        await using var server = new ScriptedServer(hasBody ? ScriptedServer.Reply(404, Error("BlobNotFound")) : ScriptedServer.Reply(404, "", "x-ms-error-code: BlobNotFound"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Container(server).GetBlobClient("b").DownloadContentAsync());

        Assert.Equal(BlobErrorCode.BlobNotFound, failure.ErrorCode!);
    }

    [Fact]
    public async Task an_identity_is_asked_for_a_token_of_storage()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = new ScriptedServer(certificate, ScriptedServer.Reply(201));
        using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented?.Thumbprint == certificate.Thumbprint };
        var options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(trusting)) };

        await new BlobServiceClient(new Uri($"https://{server.Authority}/acct"), new FixedToken(), options).GetBlobContainerClient("c").CreateIfNotExistsAsync();

        Assert.Contains("Authorization: Bearer token-for-https://storage.azure.com/.default", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_signature_follows_the_address_it_came_with()
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(200, "x"));

        await new BlobServiceClient($"BlobEndpoint=http://{server.Authority}/acct;SharedAccessSignature=sv=1&sig=a%3D").GetBlobContainerClient("c").GetBlobClient("b").DownloadContentAsync();

        Assert.StartsWith("GET /acct/c/b?sv=1&sig=a%3D HTTP/1.1", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_signed_is_what_the_documentation_says()
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(201, "", "ETag: \"1\""));
        await Container(server).GetBlobClient("a b").UploadAsync(new BinaryData("content"));

        var sent = server.Requests[0].Split("\r\n").Where(static line => line.Contains(": ", StringComparison.Ordinal)).Select(static line => line.Split(": ", 2)).ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var own = sent.Where(static header => header.Key.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase)).OrderBy(static header => header.Key, StringComparer.Ordinal).Select(static header => $"{header.Key.ToLowerInvariant()}:{header.Value}\n");
        var text = $"PUT\n\n\n7\n\napplication/octet-stream\n\n\n\n*\n\n\n{string.Concat(own)}/acct/acct/c/a%20b";

        Assert.Equal($"SharedKey acct:{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(AccountKey), Encoding.UTF8.GetBytes(text)))}", sent["Authorization"]);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1", "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=a2V5;EndpointSuffix=core.windows.net", "https://acct.blob.core.windows.net/", "acct")]
    [InlineData("AccountName=acct;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:4711/acct;TableEndpoint=http://127.0.0.1:4712/acct", "http://127.0.0.1:4711/acct", "acct")]
    public void connection_strings_lead_to_the_endpoint_they_name(string text, string endpoint, string account)
    {
        var client = new BlobServiceClient(text);

        Assert.Equal((endpoint, account), (client.Uri.ToString(), client.AccountName));
    }

    [Fact]
    public void a_blob_knows_its_names_and_address()
    {
        var blob = new BlobServiceClient("UseDevelopmentStorage=true").GetBlobContainerClient("c").GetBlobClient("a/b c");

        Assert.Equal(("c", "a/b c", "http://127.0.0.1:10000/devstoreaccount1/c/a/b%20c"), (blob.BlobContainerName, blob.Name, blob.Uri.AbsoluteUri));
    }

    private static BlobContainerClient Container(ScriptedServer server)
    {
        var options = new BlobClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(2) } };
        return new BlobServiceClient(new Uri($"http://{server.Authority}/acct"), new StorageSharedKeyCredential("acct", AccountKey), options).GetBlobContainerClient("c");
    }

    private static string Error(string code) => $"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>said</Message></Error>";
}
