package io.graphc.runtime.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a piece of work takes of the machine, from the making of this on: time, heap, memory of the process, spilled files. */
final class Footprint implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path FORGET = Path.of("/proc/self/clear_refs");
    private static final String FORGET_PEAK_OF_MEMORY = "5";
    private static final long MILLISECONDS_BETWEEN_LOOKS = 50;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private final long cpuStart;
    private final long start;
    private volatile long spilled;

    /** @param spill the folder into which the engine spills, whether it is there or not */
    Footprint(Path spill) {
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        if (Files.exists(FORGET)) {
            try {
                Files.writeString(FORGET, FORGET_PEAK_OF_MEMORY);
            } catch (IOException e) {
                throw new IllegalStateException("the peak of the memory cannot be forgotten", e);
            }
        }
        looks.scheduleWithFixedDelay(
                () -> spilled = Math.max(spilled, size(spill)), 0, MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        cpuStart = system.getProcessCpuTime();
        start = System.nanoTime();
    }

    private static long size(Path folder) {
        return Optional.ofNullable(folder.toFile().listFiles()).stream()
                .flatMap(Arrays::stream)
                .mapToLong(File::length)
                .sum();
    }

    double wallSeconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    double cpuSeconds() {
        return (system.getProcessCpuTime() - cpuStart) / 1e9;
    }

    /** The most that was used of the heap, garbage included. */
    long heapBytes() {
        return heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    /** The most memory that the process had, heap and engine and all, on Linux; 0 elsewhere. */
    long residentBytes() {
        try {
            return !Files.exists(STATUS)
                    ? 0
                    : Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                            .findFirst()
                            .orElse(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The most bytes that lay in the spill folder when it was looked at. */
    long spilledBytes() {
        return spilled;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
