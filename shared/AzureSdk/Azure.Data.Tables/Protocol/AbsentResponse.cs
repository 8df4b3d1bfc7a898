namespace Azure.Data.Tables.Protocol;

/// <summary>The answer where nothing was found.</summary>
internal sealed class AbsentResponse<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T? Value => throw new InvalidOperationException("The entity does not exist; ask HasValue first.");

    public override Response GetRawResponse() => response;
}
