package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.siyu.foundation.transfer.ImportTarget.Effect;
import io.siyu.foundation.transfer.ImportTarget.Outcome;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Where stores are, from a file, in the one system that is kept. */
@SiyuTest
class StorePlaceImportTests {

    @Autowired
    StorePlaceImport places;

    @Autowired
    StaffSetup setup;

    @Autowired
    StoreBook stores;

    @Autowired
    TransactionTemplate transaction;

    private String code = "";

    @BeforeEach
    void open() {
        code = "sp" + RandomCode.letters(8);
        setup.createStore(code, "有坐标的门店", "华东");
    }

    @Test
    void what_the_maps_of_china_show_is_kept_as_it_is_and_the_same_file_twice_changes_nothing() {
        Map<String, String> row = row("121.437900", "31.206400", "GCJ-02");
        assertThat(take(row, true)).isEqualTo(Effect.CHANGED);
        assertThat(place().latitude()).as("only looked at").isNull();
        assertThat(take(row, false)).isEqualTo(Effect.CHANGED);
        assertThat(place().latitude()).isEqualTo(31.2064);
        assertThat(place().longitude()).isEqualTo(121.4379);
        assertThat(take(row, false)).isEqualTo(Effect.NONE);
        assertThat(take(row("121.437900", "31.206400", ""), false)).isEqualTo(Effect.NONE);
    }

    @Test
    void what_a_satellite_receiver_tells_is_moved_to_where_the_maps_of_china_have_it() {
        Map<String, String> row = row("121.5272106", "31.1774276", "wgs84");
        assertThat(take(row, false)).isEqualTo(Effect.CHANGED);
        assertThat(place().latitude()).isEqualTo(31.175304, within(2e-6));
        assertThat(place().longitude()).isEqualTo(121.531542, within(2e-6));
        assertThat(take(row, false)).as("not moved twice").isEqualTo(Effect.NONE);
    }

    @Test
    void what_is_nowhere_or_of_another_system_is_refused_at_its_field() {
        assertThat(refusal(row("31.2064", "121.4379", "GCJ-02")))
                .as("swapped")
                .isEqualTo("store.import.degrees_invalid");
        assertThat(refusal(row("181", "31", ""))).isEqualTo("store.import.degrees_invalid");
        assertThat(refusal(row("NaN", "31", ""))).isEqualTo("store.import.degrees_invalid");
        assertThat(refusal(row("东经", "31", ""))).isEqualTo("store.import.degrees_invalid");
        assertThat(refusal(row("121", "31", "BD-09"))).isEqualTo("store.import.system_unknown");
        assertThat(refusal(Map.of("code", "nowhere", "longitude", "121", "latitude", "31")))
                .isEqualTo("store.import.unknown");
        Map<String, String> row = row("121", "31", "");
        assertThat(places(List.of(row, row), false))
                .extracting(Outcome::effect)
                .containsExactly(Effect.CHANGED, Effect.REFUSED);
    }

    private Map<String, String> row(String longitude, String latitude, String system) {
        return Map.of("code", code, "longitude", longitude, "latitude", latitude, "system", system);
    }

    private Effect take(Map<String, String> row, boolean dry) {
        return places(List.of(row), dry).getFirst().effect();
    }

    private String refusal(Map<String, String> row) {
        DomainException refusal = places(List.of(row), false).getFirst().refusal();
        return refusal == null ? "" : refusal.code();
    }

    private List<Outcome> places(List<Map<String, String>> rows, boolean dry) {
        List<Outcome> outcomes = transaction.execute(status -> places.take(rows, dry));
        return outcomes == null ? List.of() : outcomes;
    }

    private StoreBook.Shown place() {
        return stores.idOf(code).flatMap(stores::shown).orElseThrow();
    }
}
