"""Build the reference data that ship with babyhubs from the open data that it was cut from.

Usage: uv run --group reference python tools/build_reference.py SOURCE_FOLDER

SOURCE_FOLDER holds the open data files named below (see docs/reference/data.md for where they come from). The same
sources give the same bytes. The registry is rewritten with rows and digests; titles, sources and licences stand here,
beside the code that cuts each file, so that they cannot drift apart.
"""

import gzip
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import polars as pl
import shapely
import tomlkit
from shapely.geometry import mapping, shape

TARGET = Path(__file__).resolve().parents[1] / "src" / "babyhubs" / "reference" / "data"

OGL = "Open Government Licence v3.0"
CROWN = "Contains public sector information licensed under the Open Government Licence v3.0."
ONS = "Source: Office for National Statistics licensed under the Open Government Licence v3.0."
OS = "Contains OS data © Crown copyright and database right."
BNSSG = ["E06000023", "E06000024", "E06000025"]


def areas_2011(source: Path) -> pl.DataFrame:
    """Every English 2011 LSOA with IMD 2019, IDACI, authority, centroid and infants."""
    deprivation = pl.read_csv(source / "imd2019_lsoa11_england.csv.gz", infer_schema_length=None)
    lookup = _lookup(source)
    authority = lookup.group_by("area_2011").agg(pl.col("authority").min())
    infants = pl.read_csv(source / "pop_mid2020_age0_4_lsoa11_england.csv.gz")
    return (
        deprivation.select(
            area="lsoa11cd",
            place_name="lsoa11nm",
            deprivation_score="imd_score",
            deprivation_rank="imd_rank",
            deprivation_decile="imd_decile",
            idaci_rank="idaci_rank",
            idaci_decile="idaci_decile",
        )
        .join(authority, left_on="area", right_on="area_2011", how="left")
        .join(_centroids(source), on="area", how="left")
        .join(infants.select(area="lsoa11cd", infants=pl.col("age_0").cast(pl.Float64)), on="area", how="left")
        .join(_icb_2011(source), on="area", how="left")
        .pipe(_authority_names)
        .sort("area")
        .select(*_AREA_COLUMNS)
    )


def _icb_2011(source: Path) -> pl.DataFrame:
    """The ICB of a 2011 area: that of its 2021 parts (no 2011 area of England lies in two)."""
    icb = pl.read_csv(source / "imd2025_lsoa21_england.csv.gz", columns=["lsoa21cd", "icb24_code_nhs"])
    parts = _lookup(source).join(icb, left_on="area_2021", right_on="lsoa21cd")
    return parts.group_by("area_2011").agg(icb=pl.col("icb24_code_nhs").min()).rename({"area_2011": "area"})


def areas_2021(source: Path) -> pl.DataFrame:
    """Every English 2021 LSOA with IMD 2025, authority, ICB, centroid and infants.

    Infants are the mid-2020 estimates of the 2011 areas, shared among their 2021 parts in proportion to the children
    aged 0 to 4 whom the 2021 census counted there (equally where it counted none).
    """
    deprivation = pl.read_csv(source / "imd2025_lsoa21_england.csv.gz", infer_schema_length=None)
    lookup = _lookup(source)
    authority = lookup.group_by("area_2021").agg(pl.col("authority").min())
    return (
        deprivation.select(
            area="lsoa21cd",
            place_name="lsoa21nm",
            icb="icb24_code_nhs",
            deprivation_score="imd_score",
            deprivation_rank="imd_rank",
            deprivation_decile="imd_decile",
        )
        .with_columns(idaci_rank=pl.lit(None, pl.Int64), idaci_decile=pl.lit(None, pl.Int64))
        .join(authority, left_on="area", right_on="area_2021", how="left")
        .join(_centroids(source), on="area", how="left")
        .join(_infants_2021(source, lookup), on="area", how="left")
        .pipe(_authority_names)
        .sort("area")
        .select(*_AREA_COLUMNS)
    )


_AREA_COLUMNS = (
    "area",
    "authority",
    "authority_name",
    "icb",
    "latitude",
    "longitude",
    "deprivation_score",
    pl.col("deprivation_rank").cast(pl.Int32),
    pl.col("deprivation_decile").cast(pl.Int8),
    pl.col("idaci_rank").cast(pl.Int32),
    pl.col("idaci_decile").cast(pl.Int8),
    "infants",
)


def _authority_names(areas: pl.DataFrame) -> pl.DataFrame:
    """The authority's name as LSOA names carry it: all but the last word, the commonest within the authority."""
    named = areas.with_columns(stem=pl.col("place_name").str.replace(r" \d{3}[A-Z]+$", ""))
    names = (
        named.group_by("authority", "stem")
        .len()
        .sort("authority", "len", "stem", descending=[False, True, False])
        .group_by("authority", maintain_order=True)
        .agg(authority_name=pl.col("stem").first())
    )
    return named.join(names, on="authority", how="left")


def _lookup(source: Path) -> pl.DataFrame:
    return (
        pl.read_csv(source / "lsoa11_lsoa21_lad22_england.csv.gz")
        .rename({"lsoa11cd": "area_2011", "lsoa21cd": "area_2021", "change_code": "change", "lad22cd": "authority"})
        .sort("area_2011", "area_2021")
    )


def _centroids(source: Path) -> pl.DataFrame:
    return pl.read_csv(source / "lsoa_centroids_england.csv.gz").rename(
        {"lsoacd": "area", "lat": "latitude", "lon": "longitude"}
    )


def _infants_2021(source: Path, lookup: pl.DataFrame) -> pl.DataFrame:
    infants = pl.read_csv(source / "pop_mid2020_age0_4_lsoa11_england.csv.gz").select("lsoa11cd", "age_0")
    census = pl.read_csv(source / "census2021_lsoa21_england_key.csv.gz").select("lsoa21cd", "age_0_4")
    parts = lookup.join(infants, left_on="area_2011", right_on="lsoa11cd").join(
        census, left_on="area_2021", right_on="lsoa21cd"
    )
    total = pl.col("age_0_4").sum().over("area_2011")
    share = pl.when(total > 0).then(pl.col("age_0_4") / total).otherwise(1 / pl.len().over("area_2011"))
    return (
        parts.with_columns(infants=pl.col("age_0") * share)
        .group_by("area_2021")
        .agg(infants=pl.col("infants").sort().sum().round(3))
        .rename({"area_2021": "area"})
    )


def places(source: Path) -> pl.DataFrame:
    """Ward, MSOA and rural-urban class of each 2021 LSOA of the three authorities."""
    return (
        pl.read_csv(source / "bnssg_lsoa21_lookup.csv")
        .select(area="lsoa21cd", ward="ward24cd", ward_name="ward24nm", msoa="msoa21cd", rural_urban="ruc21_class")
        .sort("area")
    )


def postcodes(source: Path) -> pl.DataFrame:
    """Live postcodes of the three authorities with their small areas of both censuses."""
    return (
        pl.read_csv(source / "bs_postcodes_codepoint_open.csv.gz", infer_schema_length=None)
        .filter(pl.col("lsoa21cd").is_not_null())
        .select(
            postcode=pl.col("postcode").str.replace_all(" ", "").str.to_uppercase(),
            area_2011="lsoa11cd",
            area_2021="lsoa21cd",
            latitude=pl.col("lat").cast(pl.Float32),
            longitude=pl.col("lon").cast(pl.Float32),
            how="lsoa_how",
        )
        .sort("postcode")
    )


def childrens_centres(source: Path) -> pl.DataFrame:
    """Children's centres and listed family hub sites: places, not a list of clinics."""
    return (
        pl.read_csv(source / "bnssg_childrens_centres.csv")
        .select(
            "venue_id",
            "name",
            "address",
            "postcode",
            "venue_type",
            authority="lad_cd",
            latitude="lat",
            longitude="lon",
            area_2021="lsoa21cd",
        )
        .sort("venue_id")
    )


def census_bnssg(source: Path) -> pl.DataFrame:
    return (
        pl.read_csv(source / "census2021_lsoa21_bnssg.csv").rename({"lsoa21cd": "area"}).drop("lsoa21nm").sort("area")
    )


def census_england(source: Path) -> pl.DataFrame:
    return pl.read_csv(source / "census2021_lsoa21_england_key.csv.gz").rename({"lsoa21cd": "area"}).sort("area")


def boundaries(source: Path) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """2011 and 2021 LSOAs and the 2024 wards that 2021 LSOAs add up to, simplified as one coverage: no gaps open up."""
    ward_of = {row["area"]: row for row in places(source).iter_rows(named=True)}
    names = _lsoa_polygons(source / "bnssg_lsoa21_boundaries.geojson.gz", "lsoa21cd")
    simple = _simplified(names, tolerance=0.0006)
    wards: dict[str, list[Any]] = {}
    label: dict[str, tuple[str, str]] = {}
    for area, polygon in names.items():
        row = ward_of[area]
        wards.setdefault(row["ward"], []).append(polygon)
        label[row["ward"]] = (row["ward_name"], row["area"])
    authority = dict(zip(*_lookup(source).select("area_2021", "authority").get_columns(), strict=True))
    merged = _simplified({ward: shapely.union_all(parts) for ward, parts in sorted(wards.items())}, tolerance=0.0008)
    ward_features = [
        _feature(polygon, ward=ward, ward_name=label[ward][0], authority=authority[label[ward][1]])
        for ward, polygon in merged.items()
    ]
    areas_2021_features = [_feature(polygon, area=area) for area, polygon in simple.items()]
    old = _simplified(_lsoa_polygons(source / "bnssg_lsoa11_boundaries.geojson.gz", None), tolerance=0.0006)
    areas_2011_features = [_feature(polygon, area=area) for area, polygon in old.items()]
    return _collection(ward_features), _collection(areas_2021_features), _collection(areas_2011_features)


def _lsoa_polygons(path: Path, key: str | None) -> dict[str, Any]:
    features = json.loads(gzip.decompress(path.read_bytes()))["features"]
    found = {}
    for feature in features:
        properties = feature["properties"]
        code = properties[key] if key else next(v for v in properties.values() if str(v).startswith("E01"))
        found[code] = _polygonal(shape(feature["geometry"]))
    return dict(sorted(found.items()))


def _polygonal(geometry: Any) -> Any:
    """The valid polygons of a shape: two or three of the generalised outlines touch themselves."""
    valid = shapely.make_valid(geometry)
    parts = [part for part in shapely.get_parts(valid) if part.geom_type in {"Polygon", "MultiPolygon"}]
    return shapely.union_all(parts)


def _simplified(polygons: dict[str, Any], tolerance: float) -> dict[str, Any]:
    """Simplify all polygons together, so that neighbours keep one shared edge (Visvalingam, GEOS coverage)."""
    simple = shapely.coverage_simplify(list(polygons.values()), tolerance)
    return dict(zip(polygons, (_polygonal(one) for one in simple), strict=True))


def _feature(polygon: Any, **properties: str) -> dict[str, Any]:
    parts = [part for part in getattr(polygon, "geoms", [polygon]) if part.geom_type == "Polygon"]
    # Vega draws on a sphere: outer rings run clockwise, the reverse of RFC 7946.
    whole = shapely.MultiPolygon([shapely.geometry.polygon.orient(part, -1.0) for part in parts])
    geometry = mapping(whole)
    geometry["coordinates"] = json.loads(
        json.dumps(geometry["coordinates"]), parse_float=lambda text: round(float(text), 4)
    )
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


# name, title, source, licence, attribution, vintage
TITLES: dict[str, tuple[str, str, str, str, str]] = {
    "areas_2011": (
        "English 2011 small areas (LSOAs): Index of Multiple Deprivation 2019, IDACI 2019, authority, centroid, infants",
        "Ministry of Housing, Communities and Local Government, English Indices of Deprivation 2019; Office for National "
        "Statistics, mid-2020 population estimates and area lookups; compiled with mySociety's composite_uk_imd, rcpch-census-"
        "platform, humaniverse/IMD and drkane/geo-lookups",
        OGL + " (score and rates as compiled by mySociety: CC BY 4.0)",
        f"{CROWN} {ONS} Deprivation scores compiled by mySociety, CC BY 4.0.",
        "IMD 2019; 2011 LSOAs; mid-2020; authorities 2022",
    ),
    "areas_2021": (
        "English 2021 small areas (LSOAs): Index of Multiple Deprivation 2025, authority, ICB, centroid, infants",
        "Ministry of Housing, Communities and Local Government, English Indices of Deprivation 2025; Office for National "
        "Statistics, mid-2020 estimates, census 2021 and area lookups; compiled with humaniverse/IMD, humaniverse/geographr "
        "and drkane/geo-lookups",
        OGL,
        f"{CROWN} {ONS}",
        "IMD 2025; 2021 LSOAs; mid-2020; authorities 2022; ICBs 2024",
    ),
    "area_lookup": (
        "2011 to 2021 small areas of England, exact fit, with the kind of change",
        "Office for National Statistics, through humaniverse/geographr",
        OGL,
        ONS,
        "2011 and 2021 censuses",
    ),
    "places": (
        "Ward, MSOA and rural-urban class of each 2021 LSOA in Bristol, North Somerset and South Gloucestershire",
        "Office for National Statistics, through humaniverse/geographr",
        OGL,
        ONS,
        "wards 2024; rural-urban classification 2021",
    ),
    "postcodes": (
        "Live postcodes of Bristol, North Somerset and South Gloucestershire with 2011 and 2021 LSOA",
        "Ordnance Survey Code-Point Open; LSOA by point in polygon, checked against the postcode directory's IMD 2015 decile",
        OGL,
        f"{OS} Contains Royal Mail data © Royal Mail copyright and database right. {ONS}",
        "Code-Point Open, 2023 or later",
    ),
    "childrens_centres": (
        "Children's centres and DfE-listed family hub sites in Bristol, North Somerset and South Gloucestershire",
        "Department for Education, register of open children's centres and family hub site list",
        OGL,
        f"{CROWN} {OS}",
        "2025",
    ),
    "census_bnssg": (
        "Census 2021 by 2021 LSOA for Bristol, North Somerset and South Gloucestershire: age, ethnic group, language, "
        "households",
        "Office for National Statistics, Census 2021 (TS003, TS007A, TS011, TS021, TS025, TS029, TS045, TS054)",
        OGL,
        ONS,
        "Census 2021",
    ),
    "census_england": (
        "Census 2021 key columns by 2021 LSOA for England",
        "Office for National Statistics, Census 2021",
        OGL,
        ONS,
        "Census 2021",
    ),
    "wards": (
        "Ward boundaries of Bristol, North Somerset and South Gloucestershire, simplified",
        "Office for National Statistics, 2021 LSOA boundaries, dissolved into 2024 wards",
        OGL,
        f"{ONS} {OS}",
        "2021 LSOAs in 2024 wards",
    ),
    "boundaries_2021": (
        "2021 LSOA boundaries of Bristol, North Somerset and South Gloucestershire, simplified",
        "Office for National Statistics, through drkane/geo-lookups",
        OGL,
        f"{ONS} {OS}",
        "2021 LSOAs",
    ),
    "boundaries_2011": (
        "2011 LSOA boundaries of Bristol, North Somerset and South Gloucestershire, simplified",
        "Office for National Statistics, through martinjc/UK-GeoJSON",
        OGL,
        f"{ONS} {OS}",
        "2011 LSOAs",
    ),
}

# Code lists are written by hand in the data folder; they are registered with the rest.
_DICTIONARY = "NHS Data Model and Dictionary for England"
CODE_LISTS: dict[str, tuple[str, str, str, str, str]] = {
    "code_lists": (
        "NHS code lists: attendance (old and new), consultation medium and mechanism, location, activity and team types",
        f"{_DICTIONARY}; activity and team types as published analysis code uses them",
        OGL,
        CROWN,
        "2026",
    ),
    "ethnic_categories": (
        "Ethnic category 2001 with the 5+1 and the census-aligned groupings, and the 2021 census columns they match",
        f"{_DICTIONARY}; Office for National Statistics, Census 2021 categories",
        OGL,
        f"{CROWN} {ONS}",
        "2001 categories; Census 2021",
    ),
    "ethnic_details": (
        "Local second characters of the ethnic category seen in English records",
        "Care Connect ethnic category code system",
        OGL,
        CROWN,
        "2019",
    ),
    "languages": (
        "Languages: two-letter ISO 639-1 codes and the NHS extension codes, with English names",
        f"ISO 639-1 (codes are facts); {_DICTIONARY}",
        OGL,
        CROWN,
        "2026",
    ),
}


def write(source: Path) -> None:
    """Write every file and the registry."""
    TARGET.mkdir(parents=True, exist_ok=True)
    frames = {
        "areas_2011": areas_2011(source),
        "areas_2021": areas_2021(source),
        "area_lookup": _lookup(source),
        "places": places(source),
        "postcodes": postcodes(source),
        "childrens_centres": childrens_centres(source),
        "census_bnssg": census_bnssg(source),
        "census_england": census_england(source),
    }
    rows: dict[str, tuple[str, int]] = {}
    for name, frame in frames.items():
        file = TARGET / f"{name}.parquet"
        frame.write_parquet(file, compression="zstd", compression_level=19, statistics=False)
        rows[name] = (file.name, frame.height)
    for name, collection in zip(("wards", "boundaries_2021", "boundaries_2011"), boundaries(source), strict=True):
        file = TARGET / f"{name}.geojson"
        text = json.dumps(collection, separators=(",", ":"), ensure_ascii=False)
        if name != "wards":  # read by programs only: packed (no time stamp, so that the bytes repeat)
            file = file.with_name(file.name + ".gz")
            file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
        else:
            file.write_text(text + "\n", encoding="utf-8")
        rows[name] = (file.name, len(collection["features"]))
    for name in CODE_LISTS:
        file = TARGET / f"{name}.csv"
        rows[name] = (file.name, pl.read_csv(file, infer_schema=False).height)
    _write_registry(rows)


def _write_registry(rows: dict[str, tuple[str, int]]) -> None:
    document = tomlkit.document()
    document.add(tomlkit.comment("What ships, from where, under which licence. Written by tools/build_reference.py."))
    for name, (title, source, licence, attribution, vintage) in sorted({**TITLES, **CODE_LISTS}.items()):
        file, count = rows[name]
        entry = tomlkit.table()
        entry["file"] = file
        entry["title"] = title
        entry["source"] = source
        entry["licence"] = licence
        entry["attribution"] = attribution
        entry["vintage"] = vintage
        entry["rows"] = count
        entry["sha256"] = hashlib.sha256((TARGET / file).read_bytes()).hexdigest()
        document[name] = entry
    (TARGET / "registry.toml").write_text(tomlkit.dumps(document), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write(Path(sys.argv[1]))
