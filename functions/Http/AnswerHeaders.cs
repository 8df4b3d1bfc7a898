using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>What every answer says to caches and browsers: it is one caller's, and it is what its type says.</summary>
internal static class AnswerHeaders
{
    /// <summary>To be called before anything is answered.</summary>
    public static void Set(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
