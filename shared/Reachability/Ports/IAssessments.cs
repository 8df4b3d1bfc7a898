using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;

namespace ExposurePipeline.Reachability.Ports;

/// <summary>Keeps the assessment of each tenant's clouds as of what is stored.</summary>
public interface IAssessments
{
    /// <summary>Brings a tenant's assessment up to date with what is stored and asks it something; nobody else uses it meanwhile.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="question">Must accept nothing: what is not stored would be answered to the next one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<T> AskAsync<T>(TenantId tenant, Func<Assessment, T> question, CancellationToken cancellation);
}
