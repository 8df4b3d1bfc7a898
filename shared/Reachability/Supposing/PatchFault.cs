namespace ExposurePipeline.Reachability.Supposing;

/// <summary>Why a patch cannot be applied.</summary>
/// <param name="Where">The part of the patch that is wrong, as a JSON pointer into it.</param>
/// <param name="Message">What is wrong.</param>
public sealed record PatchFault(string Where, string Message);
