namespace ExposurePipeline.Functions.Http;

/// <summary>The resource under test, and inside <c>any</c> the element under test.</summary>
/// <param name="Item">The resource.</param>
/// <param name="Variable">The name of the innermost range variable; null outside of <c>any</c>.</param>
/// <param name="Element">Its value.</param>
/// <param name="Outer">The scope around it.</param>
internal sealed record Scope<T>(T Item, string? Variable = null, object? Element = null, Scope<T>? Outer = null)
{
    public object? Find(string variable) => Variable == variable ? Element : Outer?.Find(variable);
}
