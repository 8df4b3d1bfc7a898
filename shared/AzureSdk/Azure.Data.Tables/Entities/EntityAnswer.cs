using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>The entities of an answer that says success. A body that is cut off, or somebody else's, is a failed request: never an empty success.</summary>
internal static class EntityAnswer
{
    /// <exception cref="RequestFailedException">The body is not one entity.</exception>
    public static T ReadOne<T>(Response response) where T : class, ITableEntity =>
        EntityShape.Write<T>(Read(response, static body => EntityReader.ReadOne(body.Span)));

    /// <exception cref="RequestFailedException">The body is not the answer to a query.</exception>
    public static List<T> ReadMany<T>(Response response) where T : class, ITableEntity =>
        [.. Read(response, static body => EntityReader.ReadMany(body.Span)).Select(EntityShape.Write<T>)];

    private static TResult Read<TResult>(Response response, Func<ReadOnlyMemory<byte>, TResult> read)
    {
        try
        {
            return read(response.Content.ToMemory());
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new RequestFailedException(response.Status, $"The answer says {response.Status} but its body is no answer of the Table service: {fault.Message}", errorCode: null, fault);
        }
    }
}
