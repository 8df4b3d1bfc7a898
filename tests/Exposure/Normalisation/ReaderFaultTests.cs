using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>A defect in a reader sets one event aside; it neither loses what came before nor holds up what comes after.</summary>
public sealed class ReaderFaultTests
{
    [Theory]
    [InlineData(true, 2)] // in the middle of a record
    [InlineData(false, 2)] // between two records
    public void an_event_on_which_its_reader_fails_is_set_aside_whole_and_the_books_balance(bool isInside, int read)
    {
        var (sink, raw) = (new RecordSink(TimeSpan.Zero), new RawEvent(Encoding.UTF8.GetBytes("two records"), new("connections", "0", 7), Normalising.Now));
        sink.Begin(raw, raw.Body);

        Normaliser.Read(new FaultyReader(isInside), raw.Body, new TenantContexts(ExposurePolicy.Default, Normalising.Now).Begin(raw), sink);

        var batch = sink.Finish();
        Assert.True(batch.Tally.Balances());
        Assert.Equal((read, 1), (batch.Tally.Read, batch.Tally.Filtered[FilterRule.NoData]));
        var rejected = Assert.Single(batch.Rejected);
        Assert.Equal((RejectionReason.ReaderFault, "faulty: InvalidOperationException, no reader is perfect", "two records"), (rejected.Rejection.Reason, rejected.Rejection.Detail, Encoding.UTF8.GetString(rejected.Body.Span)));
    }

    private sealed class FaultyReader(bool isInside) : IEventReader
    {
        public string Format => "faulty";

        public bool Recognises(ReadOnlySpan<byte> head) => true;

        public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
        {
            sink.Next(0, 3);
            sink.Filter(FilterRule.NoData);
            if (isInside)
            {
                sink.Next(3, 3);
            }

            throw new InvalidOperationException("no reader is perfect");
        }
    }
}
