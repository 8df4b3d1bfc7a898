using System.Text;
using ExposurePipeline.Functions.Flow;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>The handler of <c>NormaliseConnections</c> behind a door that takes lines instead of the host's payload.</summary>
public sealed class RawConnections(NormaliseHop hop)
{
    /// <summary>Where it answers.</summary>
    public const string Path = "/api/raw";

    /// <summary>Runs one batch of newline-delimited records.</summary>
    [Function(nameof(RawConnections))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "raw")] HttpRequest request, FunctionContext context)
    {
        var body = new byte[(int)request.ContentLength!];
        await request.Body.ReadExactlyAsync(body, context.CancellationToken);
        await hop.RunAsync([.. Lines(body)], context, static hubs => hubs.Connections);
        return Results.Content("{}", "application/json", Encoding.UTF8);
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> body)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        for (int end; (end = body.Span.IndexOf((byte)'\n')) >= 0; body = body[(end + 1)..])
        {
            lines.Add(body[..end]);
        }

        return lines;
    }
}
