using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Sends queries to a cluster and reads what it answers.</summary>
/// <param name="cluster">Its address.</param>
/// <param name="pipeline">How requests go out: signed in, and repeated where that helps.</param>
internal sealed class KustoConnection(Uri cluster, HttpPipeline pipeline)
{
    /// <summary>To a cluster that knows the app by its identity.</summary>
    /// <param name="cluster">Its address.</param>
    /// <param name="credential">The identity.</param>
    /// <param name="options">How requests go out.</param>
    public static KustoConnection Create(Uri cluster, TokenCredential credential, KustoClientOptions options) =>
        new(cluster, HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, $"{cluster.GetLeftPart(UriPartial.Authority)}/.default")));

    /// <summary>The rows, or what the cluster says against the query.</summary>
    /// <exception cref="HuntingUnavailableException">The cluster cannot be asked, or what it said cannot be read.</exception>
    public async Task<HuntingAnswer> QueryAsync(KustoQuery query, CancellationToken cancellation)
    {
        using var message = CreateMessage(query);
        try
        {
            await pipeline.SendAsync(message, cancellation);
            return message.Response.Status == 200
                ? await KustoAnswerReader.ReadAsync(message.Response.ContentStream!, query.Limits.MaxRows, cancellation)
                : await KustoFault.ReadAsync(message.Response, cancellation);
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            throw new HuntingUnavailableException("Azure Data Explorer's answer ended early or cannot be read.", null, fault);
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException)
        {
            throw new HuntingUnavailableException("Azure Data Explorer does not answer.", null, fault);
        }
        catch (AuthenticationFailedException fault)
        {
            throw new HuntingUnavailableException("This app cannot sign in to Azure Data Explorer.", null, fault);
        }
    }

    private HttpMessage CreateMessage(KustoQuery query)
    {
        var message = pipeline.CreateMessage();
        message.BufferResponse = false; // a result is read as it arrives
        var request = message.Request;
        (request.Method, request.ClientRequestId) = (RequestMethod.Post, query.Id);
        request.Uri.Reset(new Uri(cluster, "/v2/rest/query"));
        request.Headers.Add(HttpHeader.Common.JsonContentType);
        request.Headers.Add(HttpHeader.Common.JsonAccept);
        request.Headers.Add("x-ms-app", "ExposurePipeline");
        request.Content = RequestContent.Create(query.ToUtf8());
        return message;
    }
}
