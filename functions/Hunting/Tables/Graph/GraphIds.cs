using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>Ids of nodes and edges: a hash of what they are, written as a GUID.</summary>
internal static class GraphIds
{
    public static string Of(TenantId tenant, params IEnumerable<string> parts) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [tenant.Value, .. parts]))).AsSpan(0, 16)).ToString();
}
