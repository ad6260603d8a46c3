package org.stackdeck.ui;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.stereotype.Component;

/**
 * Loads and initializes the classes of the pages in the background after startup, so that the first user does not wait
 * for them. An AOT cache has the same effect, but does not exist at the first start of a build.
 */
@Component
class PageClassPreloader {

    private static final Logger LOG = LoggerFactory.getLogger(PageClassPreloader.class);

    private static final String PAGE_CLASSES = "classpath*:org/stackdeck/ui/**/*.class";

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofPlatform().daemon().name("page-warm-up").start(this::loadClasses);
    }

    private void loadClasses() {
        try {
            MetadataReaderFactory classes = new SimpleMetadataReaderFactory();
            ClassLoader loader = getClass().getClassLoader();
            int initialized = 0;
            for (Resource file : new PathMatchingResourcePatternResolver(loader).getResources(PAGE_CLASSES)) {
                String name = classes.getMetadataReader(file).getClassMetadata().getClassName();
                if (!Class.forName(name, true, loader).isInterface()) {
                    initialized++;
                }
            }
            LOG.debug("Initialized {} page classes", initialized);
        } catch (IOException | ClassNotFoundException | LinkageError e) {
            LOG.debug("Could not preload the page classes", e);
        }
    }
}
