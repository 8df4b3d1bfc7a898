using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Apis;

/// <summary>An API Management service as a whole: its gateway.</summary>
public sealed class ApiManagementAnalysis() : ServiceAnalysis<ApiManagementService>(new(Cloud.Azure, "API", "Azure API Management service", "Microsoft.ApiManagement/service"))
{
    /// <inheritdoc/>
    protected override Verdict Judge(ApiManagementService service, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        new(service.Id, [ApiManagementWay.To(service, estate, internet.Strangers).Build()], []);
}
