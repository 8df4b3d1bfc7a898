using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Apis;

/// <summary>An operation of an API: reached through the gateway, on the ports of the API's protocols.</summary>
/// <remarks>A subscription key that callers need is told and does not close the way; neither do policies, which answer after the connection is made.</remarks>
public sealed class ApiOperationAnalysis() : ServiceAnalysis<ApiOperation>(new(Cloud.Azure, "API", "Azure API Management operations", "Microsoft.ApiManagement/service/apis/operations"))
{
    /// <inheritdoc/>
    protected override Verdict Judge(ApiOperation service, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        if (estate.Find<ApiManagementService>(service.Service) is not { } gateway)
        {
            return new(service.Id, [], [$"The API Management service {service.Service} was not read."]);
        }

        var way = ApiManagementWay.To(gateway, estate, internet.Strangers);
        _ = estate.Find<Api>(service.Api) is { } api
            ? way.Only(api.Listens, api.Id.Text, "API", $"It is served on {string.Join(" and ", api.Listens.Boxes)}; {(api.NeedsSubscription ? "a" : "no")} subscription key is needed.")
            : way.Unread($"{service.Api}", "API", $"The API {service.Api} was not read.");
        return new(service.Id, [way.By(service.Id.Text, $"operation {service.Request}").Build()], []);
    }
}
