using System.Globalization;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Transactions;

/// <summary>Reads the answer to a transaction: a response for each action, or a single one that names the failure.</summary>
internal static class TransactionReply
{
    // A batch holds one change set, which holds the answers.
    private const int DeepestParts = 2;

    /// <exception cref="TableTransactionFailedException">The service refused the transaction.</exception>
    /// <exception cref="RequestFailedException">The answer is not a complete answer to <paramref name="expected"/> actions.</exception>
    public static IReadOnlyList<Response> Read(Response reply, int expected)
    {
        var responses = new List<Response>(expected);
        if (!MultipartReader.TryBoundary(reply.Headers.ContentType, out var boundary) || !TryCollect(reply.Content.ToMemory(), boundary, DeepestParts, responses))
        {
            throw Incomplete(reply, $"The answer to a transaction of {expected} actions ended early or is not multipart.");
        }

        if (responses.FirstOrDefault(response => response.Status >= 400) is { } failed)
        {
            throw new TableTransactionFailedException(new RequestFailedException(failed, null, ODataErrorParser.Instance));
        }

        if (responses.FirstOrDefault(response => response.Status is < 200 or >= 300) is { } odd)
        {
            throw Incomplete(reply, $"An action of a transaction was answered with {odd.Status}, which is neither success nor failure.");
        }

        return responses.Count == expected ? responses : throw Incomplete(reply, $"A transaction of {expected} actions was answered for {responses.Count}.");
    }

    private static bool TryCollect(ReadOnlyMemory<byte> body, string boundary, int levels, List<Response> responses)
    {
        if (levels == 0 || !MultipartReader.TrySplit(body, boundary, out var parts)) return false;

        foreach (var part in parts)
        {
            var (headers, content) = MultipartReader.Head(part);
            var read = MultipartReader.TryBoundary(MultipartReader.Find(headers, "Content-Type"), out var inner)
                ? TryCollect(content, inner, levels - 1, responses)
                : TryResponse(content, responses);
            if (!read) return false;
        }

        return true;
    }

    private static bool TryResponse(ReadOnlyMemory<byte> content, List<Response> responses)
    {
        var (lines, body) = MultipartReader.Head(content);
        // HTTP/1.1 204 No Content
        var words = lines.Count > 0 ? lines[0].Split(' ', 3) : [];
        if (words is not [_, { Length: 3 }, ..] || !words[0].StartsWith("HTTP/", StringComparison.Ordinal) || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code)) return false;
        if (lines.Skip(1).Any(line => MultipartReader.Header(line).Name.Length == 0)) return false;

        responses.Add(new PartResponse(code, words.Length > 2 ? words[2] : "", lines.Skip(1), body));
        return true;
    }

    private static RequestFailedException Incomplete(Response reply, string message) => new(reply.Status, message, errorCode: null, innerException: null);
}
