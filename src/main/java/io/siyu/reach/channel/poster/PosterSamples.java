package io.siyu.reach.channel.poster;

import io.siyu.reach.channel.poster.PosterElement.Align;
import io.siyu.reach.channel.poster.PosterElement.Frame;
import java.util.List;
import org.springframework.stereotype.Component;

/** A poster to begin with: for a seeded brand. */
@Component
public class PosterSamples {

    private static final String GREEN = "#0b6b4f";
    private static final String INK = "#1f2421";

    private final Posters posters;

    PosterSamples(Posters posters) {
        this.posters = posters;
    }

    /** A stand for the counter: what is offered, the code, and whose shop it is. */
    public long stand(String name, String offer) {
        return posters.create(
                name,
                new PosterLayout(
                        100,
                        150,
                        "#ffffff",
                        List.of(
                                new PosterElement.Box(new Frame(0, 0, 100, 38), GREEN, 0),
                                text(new Frame(8, 10, 84, 18), offer, 26, "#ffffff"),
                                new PosterElement.Code(new Frame(22, 48, 56, 56), null),
                                text(new Frame(8, 112, 84, 10), "微信扫一扫，添加 {导购}", 14, INK),
                                text(new Frame(8, 128, 84, 10), "{门店}", 12, GREEN))));
    }

    private static PosterElement text(Frame frame, String text, double sizePt, String color) {
        return new PosterElement.Text(frame, text, sizePt, sizePt > 20, color, Align.CENTER);
    }
}
