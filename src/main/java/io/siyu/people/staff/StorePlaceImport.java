package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.staff.StoreBook.Known;
import io.siyu.people.staff.StoreBook.Place;
import io.siyu.shared.DomainException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Where stores are, from a file. Kept is GCJ-02, what the maps of China show; a row that says that it is WGS-84, as satellite receivers and
 * maps from abroad tell it, is turned into that. Other systems (Baidu has its own) are refused, for they lie hundreds of metres beside.
 */
@Component
class StorePlaceImport implements ImportTarget {

    private static final String CODE = "code";
    private static final String LONGITUDE = "longitude";
    private static final String LATITUDE = "latitude";
    private static final String SYSTEM = "system";
    private static final String ADDRESS = "address";
    private static final int LONGEST_ADDRESS = 200;

    /** About ten centimetres; the same row twice is the same place. */
    private static final double PRECISION = 1_000_000;

    private final StoreBook stores;
    private final Audit audit;

    StorePlaceImport(StoreBook stores, Audit audit) {
        this.stores = stores;
        this.audit = audit;
    }

    private record Moved(int stores) {}

    @Override
    public String name() {
        return "store-places";
    }

    @Override
    public String permission() {
        return "staff.write";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field(CODE, "store.import.code", true),
                new Field(LONGITUDE, "store.import.longitude", true),
                new Field(LATITUDE, "store.import.latitude", true),
                new Field(SYSTEM, "store.import.system", false),
                new Field(ADDRESS, "store.import.address", false));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(
                List.of("SH01", "121.437900", "31.206400", "GCJ-02", "上海市徐汇区武康路 376 号"),
                List.of("HZ01", "120.158567", "30.257980", "WGS-84", ""));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> rows, boolean dry) {
        Set<String> codes = rows.stream().map(StorePlaceImport::codeOf).collect(Collectors.toSet());
        Map<String, Known> known = stores.hold(codes);
        List<Outcome> outcomes = new ArrayList<>();
        int moved = 0;
        for (Map<String, String> row : rows) {
            try {
                Effect effect = take(row, known, dry);
                moved += effect == Effect.CHANGED ? 1 : 0;
                outcomes.add(Outcome.of(effect));
            } catch (DomainException refusal) {
                outcomes.add(Outcome.refused(refusal));
            }
        }
        if (!dry && moved > 0) {
            audit.record("store.import", Subject.of("stores", moved), null, new Moved(moved));
        }
        return outcomes;
    }

    /** Taken out of the known ones: the second row of the same store is refused. */
    private Effect take(Map<String, String> row, Map<String, Known> known, boolean dry) {
        String code = codeOf(row);
        Known store = known.get(code);
        if (store == null) {
            throw DomainException.invalid(CODE, "store.import.unknown", code);
        }
        Place place = placeOf(row, store.place());
        known.remove(code);
        if (place.equals(store.place())) {
            return Effect.NONE;
        }
        if (!dry) {
            stores.place(store.id(), place);
        }
        return Effect.CHANGED;
    }

    private static Place placeOf(Map<String, String> row, Place before) {
        double latitude = degrees(row, LATITUDE, 90);
        double longitude = degrees(row, LONGITUDE, 180);
        Gcj02 place = switch (row.getOrDefault(SYSTEM, "")
                .strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s_-]", "")) {
            case "", "GCJ02" -> new Gcj02(latitude, longitude);
            case "WGS84" -> Gcj02.ofWgs84(latitude, longitude);
            default -> throw DomainException.invalid(SYSTEM, "store.import.system_unknown");
        };
        String address = row.getOrDefault(ADDRESS, "").strip();
        if (address.length() > LONGEST_ADDRESS) {
            throw DomainException.invalid(ADDRESS, "store.import.address_long", LONGEST_ADDRESS);
        }
        return new Place(
                address.isEmpty() ? before.address() : address, rounded(place.latitude()), rounded(place.longitude()));
    }

    private static double degrees(Map<String, String> row, String field, int most) {
        try {
            double degrees = Double.parseDouble(row.getOrDefault(field, "").strip());
            if (Math.abs(degrees) <= most) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is nowhere on earth.
        }
        throw DomainException.invalid(field, "store.import.degrees_invalid", most);
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * PRECISION) / PRECISION;
    }

    private static String codeOf(Map<String, String> row) {
        return row.getOrDefault(CODE, "").strip();
    }
}
