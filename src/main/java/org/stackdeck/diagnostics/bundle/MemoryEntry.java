package org.stackdeck.diagnostics.bundle;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Memory (in bytes), garbage collections and threads of the process. */
@Component
class MemoryEntry implements BundleEntry {

    @Override
    public String fileName() {
        return "memory.json";
    }

    @Override
    public Object content() {
        Map<String, Object> figures = new TreeMap<>();
        figures.put("heap", usage(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage()));
        figures.put("nonHeap", usage(ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage()));
        Map<String, Object> pools = new TreeMap<>();
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pools.put(pool.getName(), usage(pool.getUsage())));
        figures.put("pools", pools);
        Map<String, Object> collectors = new TreeMap<>();
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(collector -> collectors.put(
                        collector.getName(),
                        Map.of("collections", collector.getCollectionCount(), "ms", collector.getCollectionTime())));
        figures.put("collectors", collectors);
        figures.put("platformThreads", ManagementFactory.getThreadMXBean().getThreadCount());
        figures.put("loadedClasses", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        figures.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return figures;
    }

    private static Map<String, Long> usage(MemoryUsage usage) {
        return new TreeMap<>(Map.of("used", usage.getUsed(), "committed", usage.getCommitted(), "max", usage.getMax()));
    }
}
