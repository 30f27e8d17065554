package io.siyu.mall.catalog;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface Products extends Repository<Product, Long> {

    Product saveAndFlush(Product product);

    Optional<Product> findById(long id);

    Optional<Product> findByCode(String code);
}
