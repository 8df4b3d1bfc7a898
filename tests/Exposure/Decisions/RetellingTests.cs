using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Tests.Exposure.State;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Decisions;

public sealed class RetellingTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public void a_retold_state_is_the_same_state() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(StateSamples.OfDevice.Many().ToArbitrary(), observations =>
        {
            var state = StateSamples.DeviceOf(observations, Quarter);
            var retold = StateSamples.DeviceOf(Retelling.Of(state, Quarter).SelectMany(portion => portion), Quarter);
            return retold.Evidence.Equals(state.Evidence) && retold.Listeners.Equals(state.Listeners) && retold.Addresses.Equals(state.Addresses);
        }));

    [Fact]
    public void it_comes_in_portions_that_fit_into_an_outbox_row() =>
        Assert.All(Retelling.Of(LargestState.Device.State, TimeSpan.Zero), portion => Assert.InRange(portion.Count, 1, Retelling.SignalSize));
}
