using Microsoft.Azure.Functions.Worker.Declarations;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

public sealed class DeclarationRules
{
    private static readonly IReadOnlyList<string> Problems = FunctionScan.Scan(typeof(BadFunctions).Assembly).Problems;

    [Theory]
    [InlineData("Function '1st'", "has a name the host refuses")]
    [InlineData("Function 'TWICE'", "is declared 2 times")]
    [InlineData("Function 'TwoTriggers'", "has 2 triggers")]
    [InlineData("Function 'NoTrigger'", "has 0 triggers")]
    [InlineData("Function 'OddParameter'", "has a parameter 'clock' of type System.TimeProvider")]
    [InlineData("Function 'BatchIntoOne'", "has a parameter 'payload' of type System.Byte[]")]
    [InlineData("Function 'NotInRoute'", "has a parameter 'name'")]
    [InlineData("Function 'ReturnsText'", "returns System.String")]
    [InlineData("Function 'ReturnsNumber'", "returns System.Threading.Tasks.Task`1[System.Int32]")]
    [InlineData("Function 'RetriedHttp'", "has a retry policy")]
    [InlineData("Function 'OddInterval'", "has a retry delayInterval of 'soon'")]
    [InlineData("Function 'Abstract'", "cannot be created")]
    [InlineData("Function 'Hidden'", "is not public")]
    public void what_cannot_be_run_is_named_with_the_reason(string function, string reason) =>
        Assert.Single(Problems, problem => problem.StartsWith(function, StringComparison.Ordinal) && problem.Contains(reason, StringComparison.Ordinal));

    [Fact]
    public void nothing_else_is_complained_of() => Assert.Equal(13, Problems.Count);

    [Fact]
    public void the_sample_app_is_fine() => Assert.Empty(FunctionScan.Scan(typeof(SampleApp.EventFunctions).Assembly).Problems);
}
