using System.Text.Json;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>Rows in the envelope of Defender's streaming API.</summary>
/// <param name="tenant">Whose rows they are.</param>
/// <param name="exported">When they were asked for, UTC.</param>
internal sealed class HuntingStream(TenantId tenant, DateTimeOffset exported)
{
    /// <summary>The answer; the envelope has no place for a link to the next page, so that the header <c>Link</c> has it.</summary>
    public IResult ToResult(HttpRequest request, ResourcePage<DeviceInfoRow> page)
    {
        if (page.NextSkip is { } skip)
        {
            request.HttpContext.Response.Headers.Link = $"<{NextLink.Of(request, skip)}>; rel=\"next\"";
        }

        return Results.Stream(stream => WriteAsync(stream, page.Items), "application/json; charset=utf-8");
    }

    private async Task WriteAsync(Stream stream, IReadOnlyList<DeviceInfoRow> rows)
    {
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartArray("records");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("time", exported.UtcDateTime);
            json.WriteString("tenantId", tenant.Value);
            json.WriteString("category", $"AdvancedHunting-{DeviceInfoRow.Table}");
            json.WritePropertyName("properties");
            json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(row, HuntingJson.Relaxed.DeviceInfoRow), skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
