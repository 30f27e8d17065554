package io.siyu.reach.channel.code;

import io.siyu.reach.channel.CodeDraft.PoolMember;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A guide's place behind a code as it is handed to the database. */
record Seat(
        long code,
        long staff,
        int weight,
        boolean backup,
        @Nullable Integer cap,
        List<String> shifts,
        int position) {

    static Stream<Seat> all(long code, List<PoolMember> pool) {
        return IntStream.range(0, pool.size()).mapToObj(position -> of(code, pool.get(position), position));
    }

    private static Seat of(long code, PoolMember member, int position) {
        return new Seat(
                code,
                member.staff().value(),
                member.weight(),
                member.backup(),
                member.cap(),
                member.shifts().stream().sorted().toList(),
                position);
    }
}
