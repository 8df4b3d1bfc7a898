using System.Globalization;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>The service refused a transaction; nothing of it was stored.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    /// <summary>Wraps the failure of the one action the service names.</summary>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys)
        {
            Data[key] = requestFailedException.Data[key];
        }

        FailedTransactionActionIndex = int.TryParse(Data[ODataErrorParser.FailedIndex] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    /// <summary>Zero-based position, in the submitted actions, of the one that failed; null when the service named none.</summary>
    public int? FailedTransactionActionIndex { get; }
}
