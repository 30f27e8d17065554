package io.siyu.reach.channel.landing;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import java.util.List;
import org.springframework.stereotype.Component;

/** How many contact ways we have at WeChat Work, out of those that a corporation may have: told while there is time to make room. */
@Component
class ContactWayCount implements AlertSource, Figures {

    private final ContactWayRoom room;

    ContactWayCount(ContactWayRoom room) {
        this.room = room;
    }

    @Override
    public String kind() {
        return "channel.ways_scarce";
    }

    /** From nine tenths on. */
    @Override
    public List<Alert> standing() {
        long used = room.used();
        return room.scarce(used) ? List.of(Alert.fault(kind(), Alert.ALL, "/codes", used, room.most())) : List.of();
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.count("siyu.channel.contact_ways", ContactWayRoom.COUNT));
    }
}
