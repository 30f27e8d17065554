package io.siyu.reach.channel;

import io.siyu.reach.channel.figures.Cost;
import io.siyu.reach.channel.figures.Costs;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** What a campaign of live codes has cost, for modules that know it. */
@Component
public class ChannelCosts {

    private final Costs costs;

    ChannelCosts(Costs costs) {
        this.costs = costs;
    }

    /**
     * Spread over these days, both included.
     *
     * @return the cost's id
     */
    public long media(String campaign, LocalDate from, LocalDate to, long amountFen, String note) {
        return enter(Cost.Kind.MEDIA, campaign, from, to, amountFen, note);
    }

    /** The same of what was printed. */
    public long printing(String campaign, LocalDate from, LocalDate to, long amountFen, String note) {
        return enter(Cost.Kind.PRINT, campaign, from, to, amountFen, note);
    }

    private long enter(Cost.Kind kind, String campaign, LocalDate from, LocalDate to, long amountFen, String note) {
        return costs.enter(new Cost.Draft(kind, from, to, amountFen, Cost.Target.CAMPAIGN, null, campaign, note));
    }
}
