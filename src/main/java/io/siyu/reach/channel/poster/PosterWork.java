package io.siyu.reach.channel.poster;

import io.siyu.foundation.job.Batch;
import io.siyu.foundation.job.JobResult;
import io.siyu.foundation.job.JobResult.JobFile;
import io.siyu.foundation.job.JobWork;
import io.siyu.reach.channel.poster.PosterRuns.Run;
import io.siyu.reach.channel.poster.PosterRuns.Sheet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws the posters of a run, a few at a time. */
@Component
class PosterWork implements JobWork<PosterWork.Order, PosterWork.At> {

    static final String KIND = "channel.posters";

    /** Some half a second of work: twenty of 100 × 150 mm, four of A4. */
    private static final double AREA_AT_ONCE = 20 * 100 * 150;

    private final PosterRuns runs;
    private final PosterPress press;
    private final SheetFolder folder;

    PosterWork(PosterRuns runs, PosterPress press, SheetFolder folder) {
        this.runs = runs;
        this.press = press;
        this.folder = folder;
    }

    record Order(long runId, long total) {}

    record At(int number, long drawn) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch<At> next(Order order, @Nullable At checkpoint) {
        Run run = runs.require(order.runId());
        At at = checkpoint == null ? new At(0, 0) : checkpoint;
        PosterLayout layout = run.layout();
        int size = Math.clamp((long) (AREA_AT_ONCE / (layout.widthMm() * layout.heightMm())), 1, 40);
        List<Sheet> sheets = runs.after(run.id(), at.number(), size);
        if (sheets.isEmpty()) {
            String path = "/api/admin/poster-runs/%d/file".formatted(run.id());
            return Batch.last(
                    at.drawn(),
                    JobResult.of("channel.poster.drawn", at.drawn()).with(new JobFile("channel.poster.file", path)));
        }
        At next = new At(sheets.getLast().number(), at.drawn() + draw(run, sheets));
        return Batch.more(next, next.number(), order.total());
    }

    private int draw(Run run, List<Sheet> sheets) {
        Map<Long, PosterFields> fields =
                press.fieldsOf(sheets.stream().map(Sheet::codeId).toList());
        PosterSeries series = new PosterSeries(press.painter(), run.layout());
        int drawn = 0;
        for (Sheet sheet : sheets) {
            PosterFields one = fields.get(sheet.codeId());
            if (one != null) {
                int dpi = run.layout().dpi();
                folder.write(run.id(), sheet.number(), PosterPng.of(series.paint(one), dpi));
                runs.drawn(run.id(), sheet.number(), SheetNames.of(one));
                drawn++;
            }
        }
        return drawn;
    }
}
