using System.Buffers;
using System.Text.Json;
using ExposurePipeline.Local.Dispatch.Handler;

namespace ExposurePipeline.Local.Dispatch.Timers;

/// <summary>A timer's invocation: <c>TimerInfo</c> as an inline object.</summary>
/// <param name="binding">Name of the trigger binding.</param>
/// <param name="status">Null without a monitor.</param>
/// <param name="pastDue">Whether the run makes up for a missed one.</param>
public sealed class TimerPayload(string binding, TimerStatus? status, bool pastDue) : IPayload
{
    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> output, in Attempt attempt)
    {
        using var json = new Utf8JsonWriter(output, Attempt.Json);
        json.WriteStartObject();
        json.WriteStartObject("Data"u8);
        json.WriteStartObject(binding);
        json.WriteStartObject("Schedule"u8);
        json.WriteBoolean("AdjustForDST"u8, true);
        json.WriteEndObject();
        WriteStatus(json);
        json.WriteBoolean("IsPastDue"u8, pastDue);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("Metadata"u8);
        attempt.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteStatus(Utf8JsonWriter json)
    {
        if (status is null)
        {
            json.WriteNull("ScheduleStatus"u8);
            return;
        }

        json.WriteStartObject("ScheduleStatus"u8);
        json.WriteString("Last"u8, status.Last);
        json.WriteString("Next"u8, status.Next);
        json.WriteString("LastUpdated"u8, status.LastUpdated);
        json.WriteEndObject();
    }
}
