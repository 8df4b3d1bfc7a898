using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Services.Storage;

/// <summary>Cloud Storage: always exposed, unless an IP filter narrows it; apart from that, whether it answers without anyone signing in.</summary>
public sealed class GcsAnalysis() : ServiceAnalysis<Bucket>(new(Cloud.Gcp, "Storage", "GCP storage buckets", "storage.googleapis.com/Bucket"))
{
    /// <inheritdoc/>
    protected override Verdict Judge(Bucket service, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        var way = new ServiceEndpoint(service.Id.Text, "storage.googleapis.com", ServiceEndpoint.Tcp(80, 443)).From(internet.Strangers);
        if (service.IpFilter is { } filter)
        {
            way.Through(filter, service.Id.Text, "IP filter");
        }

        var path = way.Build();
        return new(service.Id, [path], [])
        {
            Exposed = VerdictStatus.Reachable,
            Access = path.Reach.Possible.IsEmpty ? PublicAccess.No : AccessTo(service, estate),
        };
    }

    private static PublicAccess AccessTo(Bucket bucket, IEstate estate)
    {
        var byPolicy = estate.Find<BucketPolicy>(BucketPolicy.IdOf(bucket.Id))?.Grants ?? PublicAccess.Unknown;
        var byList = bucket.IsGrantedToAll switch
        {
            true => PublicAccess.Yes,
            false => PublicAccess.No,
            null => PublicAccess.Unknown,
        };
        return bucket.PreventsPublicAccess ? PublicAccess.No : byPolicy > byList ? byPolicy : byList;
    }
}
