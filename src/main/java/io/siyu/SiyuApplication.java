package io.siyu;

import io.siyu.foundation.backup.BackupCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * Starts Siyu: every floor in one process on one database. Beans are named by their whole class name, since two modules may well
 * have a class of the same name.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class SiyuApplication {

    public static void main(String[] args) {
        if (BackupCommand.asked(args)) {
            System.exit(new BackupCommand(System.out).run(args));
        }
        SpringApplication.run(SiyuApplication.class, args);
    }
}
