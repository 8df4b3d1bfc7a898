using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Http;

namespace Azure.Data.Tables.Protocol;

/// <summary>An account's table endpoint and the pipeline that reaches it.</summary>
internal sealed class TableService
{
    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    public TableService(Uri endpoint, HttpPipelinePolicy? authentication, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new TableClientOptions();
        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = ODataErrorParser.Instance };
        if (authentication is not null) pipeline.PerRetryPolicies.Add(authentication);

        _pipeline = HttpPipelineBuilder.Build(pipeline);
        _version = options.VersionString;
        Endpoint = endpoint;
    }

    /// <summary>With the signature, when it came with the address.</summary>
    public Uri Endpoint { get; }

    /// <summary>Without signature and without a slash at the end.</summary>
    public string Root => Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public string AccountName => StorageEndpoint.AccountName(Endpoint);

    public static HttpPipelinePolicy Bearer(TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new BearerTokenAuthenticationPolicy(credential, StorageEndpoint.Scope);
    }

    public static HttpPipelinePolicy SharedKey(TableSharedKeyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new SharedKeyLitePolicy(credential);
    }

    /// <summary>Sends and returns the answer if its status is among <paramref name="accepted"/>.</summary>
    /// <exception cref="RequestFailedException">Any other status, after retries.</exception>
    public async Task<Response> SendAsync(TableOperation operation, CancellationToken cancel, params int[] accepted)
    {
        var context = new RequestContext { CancellationToken = cancel };
        foreach (var status in accepted)
        {
            context.AddClassifier(status, isError: false);
        }

        using var message = _pipeline.CreateMessage(context);
        operation.ApplyTo(message.Request, Endpoint, _version);
        await _pipeline.SendAsync(message, cancel);
        return accepted.Contains(message.Response.Status) ? message.Response : throw new RequestFailedException(message.Response);
    }
}
