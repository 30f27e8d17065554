package io.siyu.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** What the application and its PostgreSQL use of this machine, from {@code /proc}; Linux only. */
public final class Usage {

    /** USER_HZ, which Linux keeps at 100 for everybody outside the kernel. */
    private static final double MILLIS_PER_TICK = 10;

    private Usage() {}

    /** CPU time of both since they started, in milliseconds. */
    public static double cpuMillis(RunningJar jar) throws IOException {
        return applicationCpuMillis(jar) + postgresCpuMillis(jar);
    }

    public static double applicationCpuMillis(RunningJar jar) throws IOException {
        return ticks(jar.pid(), false) * MILLIS_PER_TICK;
    }

    public static double postgresCpuMillis(RunningJar jar) throws IOException {
        long postmaster = jar.postgresPid();
        long ended = ticks(postmaster, true);
        long living = children(postmaster).mapToObj(pid -> ticks(pid, false)).reduce(0L, Long::sum);
        return (ended + living) * MILLIS_PER_TICK;
    }

    /** Resident memory in megabytes, pages that processes share counted once (PSS). */
    public static double applicationMegabytes(RunningJar jar) {
        return pssKilobytes(jar.pid()) / 1024.0;
    }

    public static double postgresMegabytes(RunningJar jar) throws IOException {
        long postmaster = jar.postgresPid();
        return LongStream.concat(LongStream.of(postmaster), children(postmaster))
                        .map(Usage::pssKilobytes)
                        .sum()
                / 1024.0;
    }

    private static LongStream children(long postmaster) {
        return ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(ProcessHandle::pid);
    }

    /** @param withEnded counts the children that ended too */
    private static long ticks(long pid, boolean withEnded) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            long own = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
            return withEnded ? own + Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14)) : own;
        } catch (IOException e) {
            return 0; // It ended meanwhile, and its parent counts it now.
        }
    }

    private static long pssKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
