using System.Buffers;
using System.Text;
using Azure.Core;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Transactions;

/// <summary>Writes an entity group transaction: one batch that holds one change set, each part a request of its own. Lines end in CRLF.</summary>
internal static class TransactionBody
{
    public static TableOperation Compose(string root, IEnumerable<TableOperation> operations)
    {
        var (batch, changeSet) = ($"batch_{Guid.NewGuid()}", $"changeset_{Guid.NewGuid()}");
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        Line(buffer, $"--{batch}");
        Line(buffer, $"Content-Type: multipart/mixed; boundary={changeSet}");
        Line(buffer, "");
        foreach (var operation in operations)
        {
            Part(buffer, changeSet, root, operation);
        }

        Line(buffer, $"--{changeSet}--");
        Line(buffer, $"--{batch}--");
        return new TableOperation(RequestMethod.Post, "/$batch") { Body = buffer.WrittenMemory, ContentType = $"multipart/mixed; boundary={batch}" };
    }

    private static void Part(ArrayBufferWriter<byte> buffer, string changeSet, string root, TableOperation operation)
    {
        Line(buffer, $"--{changeSet}");
        Line(buffer, "Content-Type: application/http");
        Line(buffer, "Content-Transfer-Encoding: binary");
        Line(buffer, "");
        Line(buffer, $"{operation.Method.Method} {root}{operation.Path} HTTP/1.1");
        foreach (var (name, value) in operation.Headers())
        {
            Line(buffer, $"{name}: {value}");
        }

        Line(buffer, "");
        buffer.Write(operation.Body.Span);
        Line(buffer, "");
    }

    private static void Line(ArrayBufferWriter<byte> buffer, string text)
    {
        Encoding.UTF8.GetBytes(text, buffer);
        buffer.Write("\r\n"u8);
    }
}
