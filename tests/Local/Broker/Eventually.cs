using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

/// <summary>For what a background task brings about: asks again until it holds, and fails after a generous while.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await condition())
                return;
            await Task.Delay(50);
        }

        Assert.Fail("It never held.");
    }
}
